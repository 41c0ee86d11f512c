// Plain scalars that Direktiv's YAML reader took for something else than ours (YAML 1.2 core) does: they become what it took them
// for, and are reported.

import type { Json } from "@ironweave/jq";
import { isJsonObject } from "../../document/visit-kind.ts";
import type { Source } from "../../yaml/source.ts";
import type { SyntaxNode } from "../../yaml/syntax-tree.ts";
import type { Report } from "./problem.ts";

type Path = readonly (string | number)[];

/** The text's value, with unquoted dates as instants and numbers with a leading zero as octal. */
export function readScalars(source: Source, report: Report): Json {
  let value: Json = source.value ?? null;
  const replace = (path: Path, text: string, meant: string | number): void => {
    report("direktiv_scalar", path, `Direktiv read ${text} as ${JSON.stringify(meant)}, and so it is imported`);
    value = replaced(value, path, meant);
  };
  const visit = (node: SyntaxNode, path: Path): void => {
    if (node.type === "scalar" && node.style === "plain" && !node.tagged) {
      const text = source.text.slice(node.contentStart, node.end);
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) replace(path, text, `${text}T00:00:00Z`);
      if (/^0[0-7]+$/.test(text)) replace(path, text, Number.parseInt(text, 8));
    }
    for (const { key, value: inner } of node.entries) visit(inner, [...path, key]);
  };
  if (source.root !== undefined) visit(source.root, []);
  return value;
}

function replaced(value: Json, [key, ...rest]: Path, meant: Json): Json {
  if (key === undefined) return meant;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => (index === key ? replaced(item, rest, meant) : item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, name === key ? replaced(member, rest, meant) : member]),
  );
}
