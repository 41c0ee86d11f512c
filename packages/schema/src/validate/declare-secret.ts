// Declares a secret in `use.secrets`, in the text: at the end of the list, as a new list, or as a new `use` above `do`.

import type { TextEdit } from "../diagnostic.ts";
import { printString } from "../yaml/print-scalar.ts";
import type { MendView } from "./finding.ts";

/** The edit, or undefined where the text is not written so that it could be made. */
export function declareSecret({ text, locate }: MendView, name: string): readonly TextEdit[] | undefined {
  const list = locate("/use/secrets", "value");
  if (list !== undefined && text[list.start] === "[") return flowEntry(text, list.start, list.end, name);
  if (list !== undefined && text[list.start] === "-") {
    const indent = list.start - (text.lastIndexOf("\n", list.start - 1) + 1);
    const end = list.start + text.slice(list.start, list.end).trimEnd().length;
    return [{ range: { start: end, end }, text: `\n${" ".repeat(indent)}- ${printString(name, undefined, false)}` }];
  }
  if (list !== undefined) return undefined;
  const use = locate("/use", "value");
  if (use !== undefined && text[use.start] === "{") return undefined;
  if (use !== undefined) {
    const indent = use.start - (text.lastIndexOf("\n", use.start - 1) + 1);
    return [
      {
        range: { start: use.start, end: use.start },
        text: `secrets: [${printString(name, undefined, true)}]\n${" ".repeat(indent)}`,
      },
    ];
  }
  const tasks = locate("/do", "key");
  if (tasks === undefined || (tasks.start > 0 && text[tasks.start - 1] !== "\n")) return undefined;
  return [
    {
      range: { start: tasks.start, end: tasks.start },
      text: `use:\n  secrets: [${printString(name, undefined, true)}]\n`,
    },
  ];
}

function flowEntry(text: string, start: number, end: number, name: string): readonly TextEdit[] {
  const isEmpty = text.slice(start + 1, end - 1).trim() === "";
  const at = isEmpty ? start + 1 : start + text.slice(start, end - 1).trimEnd().length;
  return [{ range: { start: at, end: at }, text: `${isEmpty ? "" : ", "}${printString(name, undefined, true)}` }];
}
