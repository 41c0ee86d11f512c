// The canvas, wired to the store: gestures become edits, the selection goes both ways, broken text shows a banner.

import { useCallback, useMemo } from "react";
import type { Reference } from "@ironweave/schema";
import { WorkflowCanvas } from "../canvas/workflow-canvas.tsx";
import { StaleBanner } from "./stale-banner.tsx";
import { canvasGestures } from "./canvas-gestures.ts";
import { useDesigner, useEditor } from "./designer-context.ts";
import { focusForm } from "./focus-form.ts";
import { useYamlDrop } from "./use-yaml-drop.ts";

/** Fills its parent. */
export function CanvasPane() {
  const designer = useDesigner();
  const { store, ui, session, facts, title } = designer;
  const drawing = useEditor((state) => state.drawing);
  const folded = useEditor((state) => state.folded);
  const selection = useEditor((state) => state.selection);
  const editing = useMemo(() => canvasGestures(designer), [designer]);
  const onSelect = useCallback((tasks: readonly Reference[]) => store.select(tasks, "canvas"), [store]);
  const onToggleFold = useCallback((task: Reference) => store.toggleFold(task), [store]);
  const onOpen = useCallback(() => {
    ui.setState({ inspector: true, view: "form" });
    focusForm();
  }, [ui]);
  const drop = useYamlDrop();
  return (
    <div data-canvas="" style={{ position: "absolute", inset: 0 }} {...drop}>
      <WorkflowCanvas
        graph={drawing.index}
        label={`Drawing of ${title}`}
        folded={folded}
        selection={selection}
        facts={facts}
        editing={editing}
        session={session}
        onSelect={onSelect}
        onOpen={onOpen}
        onToggleFold={onToggleFold}
      />
      <StaleBanner />
    </div>
  );
}
