// Which row is in the tab order: the one walked to, else that of the selection, or of what hides it; else the first. Pure.

import type { OutlineRow } from "../kernels/outline-rows.ts";

/** The row's id. `rows` is not empty. */
export function activeRow(
  rows: readonly OutlineRow[],
  selection: readonly string[],
  walked: string | undefined,
): string {
  const shown = new Set(rows.map(({ id }) => id));
  if (walked !== undefined && shown.has(walked)) return walked;
  let task = selection.at(-1) ?? "";
  while (task !== "" && !shown.has(task)) task = task.slice(0, task.lastIndexOf("/"));
  return task === "" ? (rows[0]?.id ?? "") : task;
}
