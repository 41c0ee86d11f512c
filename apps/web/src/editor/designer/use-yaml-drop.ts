// A YAML file dropped on the canvas: steps are added as written; for a whole workflow a dialog asks what to do with it.

import { isDirektivWorkflow } from "@ironweave/schema";
import type { DragEvent } from "react";
import { takeSteps } from "../commands/take-steps.ts";
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
  if (isDirektivWorkflow(text)) return designer.importWorkflow({ name: file.name, text });
  takeSteps(designer, text, {
    file: file.name,
    label: (steps) => `Add ${steps} of ${file.name}`,
    none: `${file.name} holds no steps.`,
  });
  return undefined;
}
