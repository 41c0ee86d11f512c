// Which command a key press means. Single keys and editing keys count on the canvas only, so that fields keep theirs.

import type { Command } from "./command.ts";

/** The parts of a key press that matter. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Where the press happened: on the canvas, in the outline, in a field or the text view, or elsewhere on the page. */
export type KeyPlace = "canvas" | "outline" | "field" | "page";

/** Commands that keep their keys even while a field has the focus: they do not edit text. */
const GLOBAL = new Set([
  "open-commands",
  "open-run",
  "toggle-dry-run",
  "open-save-version",
  "open-find",
  "toggle-palette",
  "toggle-outline",
  "toggle-inspector",
  "toggle-text",
  "toggle-problems",
  "toggle-effects",
  "toggle-playground",
  "next-problem",
]);
/** Commands that also work with the focus anywhere but in a field. */
const PAGE = new Set(["undo", "redo", "open-shortcuts", "insert-step", "paste-tasks"]);

/** Commands that need the canvas: the outline renames in its own rows, and has no edges to draw. */
const CANVAS_ONLY = new Set(["rename-task", "connect-task", "disconnect-task"]);

/** The command for a press, or undefined. Without `singleKeys` a character alone (`C`, `/`, `?`) means nothing. */
export function commandFor(
  commands: readonly Command[],
  press: KeyPress,
  place: KeyPlace,
  singleKeys = true,
): Command | undefined {
  const found = commands.find((command) =>
    command.keys.some((keys) => (singleKeys || keys.length > 1) && matches(keys, press)),
  );
  if (found === undefined || place === "canvas" || GLOBAL.has(found.id)) return found;
  if (place === "outline") return CANVAS_ONLY.has(found.id) ? undefined : found;
  return place === "page" && PAGE.has(found.id) ? found : undefined;
}

/** True where the press is exactly these keys (`Mod` is Ctrl or Command). */
export function matches(keys: string, press: KeyPress): boolean {
  const parts = keys.split("+");
  const wanted = parts.at(-1) ?? "";
  const key = press.key === " " ? "Space" : press.key;
  const symbol = wanted.length === 1 && !/[a-z0-9]/i.test(wanted);
  return (
    (wanted.length === 1 ? key.toLowerCase() === wanted.toLowerCase() : key === wanted) &&
    parts.includes("Mod") === (press.ctrlKey || press.metaKey) &&
    parts.includes("Alt") === press.altKey &&
    (symbol || parts.includes("Shift") === press.shiftKey)
  );
}
