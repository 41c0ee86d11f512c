// Where something new goes when no place was pointed at: after the selection, otherwise at the end of the flow.

import type { Reference } from "@ironweave/schema";
import type { CommandContext } from "./command.ts";
import { indexOf, selectedTasks } from "./selected-tasks.ts";

/** A list and a position in it. */
export function insertionPlace(context: CommandContext): { readonly list: Reference; readonly index: number } {
  const index = indexOf(context);
  const last = selectedTasks(context).at(-1);
  const place = last === undefined ? undefined : index.places.get(last);
  if (place !== undefined) return { list: place.scope.list, index: place.index + 1 };
  const { root } = index.graph;
  return { list: root.list, index: root.nodes.length };
}
