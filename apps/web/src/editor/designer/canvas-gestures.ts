// What a gesture on the canvas means in terms of the document. Each is one undo step.

import type { Edit } from "@ironweave/schema";
import type { CanvasEditing } from "../canvas/canvas-editing.ts";
import type { CommandContext } from "../commands/command.ts";
import { findInsertItem } from "../commands/insert-items.ts";
import { performOrTell, tasksLabel } from "../commands/selected-tasks.ts";
import { outermost } from "../kernels/graph-index.ts";

/** The gestures of a canvas over the given stores. */
export function canvasGestures(context: CommandContext): CanvasEditing {
  const { store, ui } = context;
  const nameOf = (task: string) => store.getState().drawing.index.places.get(task)?.node.name ?? "";
  return {
    insertAt(slot, anchor) {
      const { left, bottom } = anchor.getBoundingClientRect();
      ui.setState({ insert: { slot, x: left, y: bottom + 6 } });
    },
    insertNew(id, { list, index }) {
      const item = findInsertItem(id, store.getState().drawing.index);
      if (item !== undefined)
        performOrTell(context, [{ type: "insert-tasks", list, index, tasks: [item.task] }], `Insert ${item.title}`);
    },
    move(tasks, { list, index }) {
      const moved = outermost(store.getState().drawing.index, tasks);
      performOrTell(context, [{ type: "move-tasks", tasks: moved, list, index }], `Move ${tasksLabel(context, moved)}`);
    },
    connect(from, row, to) {
      const at = row?.kind === "case" ? caseThen(row.id, from, row.label) : `${from}/then`;
      const edit: Edit = to === undefined ? { type: "unset", at } : { type: "set", at, value: nameOf(to) };
      performOrTell(
        context,
        [edit],
        to === undefined ? `Disconnect ${nameOf(from)}` : `Connect ${nameOf(from)} to ${nameOf(to)}`,
      );
    },
    refuse(from, to) {
      context.notify(
        `${nameOf(from)} cannot go on with ${nameOf(to)}: \`then\` leads to steps of the same list only. Move one of them first.`,
      );
    },
    rename(task, name) {
      performOrTell(context, [{ type: "rename-task", task, name }], `Rename ${nameOf(task)} to ${name}`);
    },
    openMenu: (task, x, y) => ui.setState({ menu: { task, x, y } }),
  };
}

/** A case edge's id ends with its position: `/do/1/decide#case/0` → `/do/1/decide/switch/0/NAME/then`. */
function caseThen(edgeId: string, from: string, name: string | undefined): string {
  const position = edgeId.slice(edgeId.lastIndexOf("/") + 1);
  const token = (name ?? "").replaceAll("~", "~0").replaceAll("/", "~1");
  return `${from}/switch/${position}/${token}/then`;
}
