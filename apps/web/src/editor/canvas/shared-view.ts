// One pan and zoom for several canvases: what the reader moves on one moves on the others.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { View } from "../kernels/initial-view.ts";

/** The last view, and the canvas it comes from. */
export type SharedView = StoreApi<{ readonly view: View; readonly from: object } | { readonly from: undefined }>;

/** A view that nobody has moved yet. */
export function createSharedView(): SharedView {
  return createStore(() => ({ from: undefined }));
}
