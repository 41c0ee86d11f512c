// The first field whose text the document did not take, wherever it is in the forms.

import { useStore } from "zustand";
import type { Reference } from "@ironweave/schema";
import { useDesigner, useEditor } from "./designer-context.ts";

/** Whose form holds the field; `task` is empty for the workflow's own. */
export interface RefusedField {
  readonly task: Reference;
  /** The step's name, or "the workflow". */
  readonly owner: string;
}

/** `waiting` is true where anything typed is not in the text yet. */
export function useRefusedField(): { readonly waiting: boolean; readonly refused: RefusedField | undefined } {
  const { drafts } = useDesigner();
  const places = useEditor((state) => state.drawing.index.places);
  const held = [...useStore(drafts).values()].filter(({ task }) => task === "" || places.has(task));
  const task = held.find(({ refusal }) => refusal !== undefined)?.task;
  return {
    waiting: held.length > 0,
    refused: task === undefined ? undefined : { task, owner: places.get(task)?.node.name ?? "the workflow" },
  };
}
