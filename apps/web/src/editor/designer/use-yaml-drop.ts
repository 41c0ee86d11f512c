// A YAML file dropped on the canvas: its tasks are added, or the whole document is taken where the drawing is empty.

import { isDirektivWorkflow } from "@ironweave/schema";
import type { DragEvent } from "react";
import { insertionPlace } from "../commands/insertion-place.ts";
import { performOrTell } from "../commands/selected-tasks.ts";
import { tasksFromText } from "../commands/tasks-text.ts";
import { useDesigner, type DesignerSession } from "./designer-context.ts";

const MAX_BYTES = 1_048_576;

/** Event handlers for the canvas's frame. */
export function useYamlDrop() {
  const designer = useDesigner();
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      const [file] = event.dataTransfer.files;
      if (file === undefined) return;
      event.preventDefault();
      void takeFile(designer, file);
    },
  };
}

async function takeFile(designer: DesignerSession, file: File): Promise<void> {
  if (file.size > MAX_BYTES)
    return designer.notify(`${file.name} is larger than 1 MB and was not taken.`, { danger: true });
  const text = await file.text();
  if (isDirektivWorkflow(text)) {
    const advice = "is a Direktiv workflow; import it in the list of workflows, which shows what has no equal";
    return designer.notify(`${file.name} ${advice}.`, { danger: true });
  }
  const { drawing } = designer.store.getState();
  if (drawing.index.order.length === 0 && /^document:/m.test(text)) {
    designer.store.replaceText(text, `Import ${file.name}`);
    return designer.notify(`Imported ${file.name}`, { undo: true });
  }
  const tasks = tasksFromText(text);
  if (tasks.length === 0) return designer.notify(`${file.name} holds no steps.`, { danger: true });
  performOrTell(designer, [{ type: "insert-tasks", ...insertionPlace(designer), tasks }], `Add steps of ${file.name}`);
  return undefined;
}
