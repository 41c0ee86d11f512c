// The current layout, by reference: gestures read it when they happen, nothing renders when it changes.

import { createContext, useContext, type RefObject } from "react";
import type { FlowLayout } from "../kernels/flow-layout.ts";

/** Set by `WorkflowCanvas`. */
export const CanvasLayoutContext = createContext<RefObject<FlowLayout> | undefined>(undefined);

/** True below the zoom where cards are blocks of colour with a name. */
export const FarContext = createContext(false);

/** The canvas's layout at the time it is read. */
export function useCanvasLayout(): RefObject<FlowLayout> {
  const layout = useContext(CanvasLayoutContext);
  if (layout === undefined) throw new Error("used outside of a WorkflowCanvas");
  return layout;
}
