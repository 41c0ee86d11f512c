// Tasks as YAML text and back. Copying takes the text as written, comments and all; pasting accepts a list of named tasks,
// one named task, or a whole document.

import { parseSource, tasksOfList, type NamedTask, type Reference, type Source } from "@ironweave/schema";
import type { Json } from "@ironweave/jq";

/** The text of the tasks as one YAML list, indented from column 0. */
export function tasksText(source: Source, tasks: readonly Reference[]): string {
  return tasks
    .map((task) => {
      const range = source.locate(task, "entry");
      if (range === undefined) return "";
      const column = source.position(range.start).column - 1;
      const body = source.text.slice(range.start, range.end).trimEnd();
      return `- ${body.replaceAll(new RegExp(`^ {0,${column}}`, "gm"), "  ").trimStart()}\n`;
    })
    .join("");
}

/** The tasks that a text holds; none where it holds none or does not parse. */
export function tasksFromText(text: string): readonly NamedTask[] {
  const { value } = parseSource(text);
  const list = listIn(value);
  return tasksOfList("", list).flatMap(({ name, task }) =>
    task === undefined || !isMapping(task) ? [] : [{ name, task }],
  );
}

function listIn(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value as Json;
  if (!isMapping(value)) return undefined;
  const list = value["do"];
  if (Array.isArray(list) && isMapping(value["document"])) return list as Json;
  return [value];
}

function isMapping(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
