// Zoom, fit and the minimap, in the lower corners of the canvas.

import { MiniMap, Panel, useReactFlow, useStore } from "@xyflow/react";
import { Map as MapIcon, Maximize, Minus, Plus } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { initialView } from "../kernels/initial-view.ts";
import { useCanvasLayout } from "./canvas-layout-context.ts";
import styles from "./canvas-controls.module.css";
import type { CanvasNode } from "./flow-elements.ts";

/** In pixels; the map draws itself in what it is told here, whatever its style sheet says. */
const MAP_SIZE = { width: 168, height: 120 };

/** `minimap` offers the map; it is open at first on wide screens only. */
export interface CanvasControlsProps {
  readonly minimap: boolean;
  /** A button is about to move the drawing. */
  readonly onUse: () => void;
}

/** Buttons bottom left, map bottom right. */
export function CanvasControls({ minimap, onUse }: CanvasControlsProps) {
  const flow = useReactFlow();
  const move = (how: () => unknown) => () => {
    onUse();
    how();
  };
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const wide = useStore((state) => state.width > 720 && state.height > 420);
  const [chosen, setChosen] = useState<boolean>();
  const layout = useCanvasLayout();
  const room = useStore((state) => ({ width: state.width, height: state.height }), sameSize);
  const fit = () => flow.setViewport(initialView(layout.current, room, 0.08), { duration: 160 });
  const map = minimap && (chosen ?? wide);
  return (
    <>
      <Panel position="bottom-left" className={styles.panel}>
        <IconButton label="Zoom out" size="sm" onClick={move(() => flow.zoomOut())}>
          <Minus size={14} />
        </IconButton>
        <button
          type="button"
          className={styles.zoom}
          aria-label={`Zoom ${zoom} %, reset to 100 %`}
          onClick={move(() => flow.zoomTo(1))}
        >
          {zoom}%
        </button>
        <IconButton label="Zoom in" size="sm" onClick={move(() => flow.zoomIn())}>
          <Plus size={14} />
        </IconButton>
        <IconButton label="Fit the drawing" size="sm" onClick={move(fit)}>
          <Maximize size={14} />
        </IconButton>
        {minimap && (
          <IconButton label="Minimap" size="sm" aria-pressed={map} onClick={() => setChosen(!map)}>
            <MapIcon size={14} />
          </IconButton>
        )}
      </Panel>
      {map && (
        <MiniMap
          position="bottom-right"
          className={styles.map}
          style={MAP_SIZE}
          pannable
          zoomable
          nodeClassName={(node) =>
            (node as CanvasNode).type === "task" ? (styles.mapTask ?? "") : (styles.mapOther ?? "")
          }
          nodeBorderRadius={8}
          maskStrokeWidth={2}
          ariaLabel="Minimap"
        />
      )}
    </>
  );
}

function sameSize(a: { width: number; height: number }, b: { width: number; height: number }): boolean {
  return a.width === b.width && a.height === b.height;
}
