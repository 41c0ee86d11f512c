// What could be written at a place: keys the schema knows, values it lists, names of sibling tasks. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import { linePathAt } from "./line-path.ts";
import type { LinePath } from "./line-path.ts";
import { isObject } from "../kernels/json-schema.ts";
import { schemasAt, schemasOfKey } from "./schema-walk.ts";

/** One offer. `insert` may hold snippet placeholders (`$0`, `${1:name}`). */
export interface Suggestion {
  readonly label: string;
  readonly kind: "key" | "value" | "task" | "function" | "variable";
  readonly insert: string;
  readonly detail: string;
  readonly documentation: string;
  /** Smaller comes first. */
  readonly rank: number;
}

/** What a text's place offers; `names` are the tasks of the list that holds the place. */
export interface SuggestOptions {
  readonly schema: JsonObject;
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly taskNames: readonly string[];
  /** Names that a section of `use` declares. @default none */
  readonly declared?: (kind: DeclaredKind) => readonly string[];
}

/** What `use` declares that a value can name. */
export type DeclaredKind = "authentication" | "error" | "retry" | "timeout" | "function" | "secret";

/** Keys whose value may be the name of an entry of `use`. */
const NAMING_KEYS: Readonly<Record<string, DeclaredKind>> = {
  call: "function",
  error: "error",
  retry: "retry",
  timeout: "timeout",
  use: "authentication",
  authentication: "authentication",
};

const DIRECTIVES = ["continue", "exit", "end"];

/** Suggestions for a 0-based line and column. */
export function suggestAt({
  schema,
  text,
  line,
  column,
  taskNames,
  declared = () => [],
}: SuggestOptions): Suggestion[] {
  const before = (text.split("\n")[line] ?? "").slice(0, column);
  // What may be written in an expression is told by `suggestJq`.
  if (insideExpression(before)) return [];
  const place = linePathAt(text, line, column);
  const holders = schemasAt(schema, place);
  return place.valueOf === undefined
    ? keySuggestions(schema, place, holders)
    : [...entriesFor(place.valueOf, declared), ...valueSuggestions(schema, place, holders, taskNames)];
}

function entriesFor(key: string, declared: (kind: DeclaredKind) => readonly string[]): Suggestion[] {
  const kind = Object.hasOwn(NAMING_KEYS, key) ? NAMING_KEYS[key] : undefined;
  return kind === undefined ? [] : declared(kind).map((name) => nameSuggestion(name, kind));
}

function nameSuggestion(label: string, detail: DeclaredKind): Suggestion {
  return { label, kind: "task", insert: label, detail, documentation: "", rank: 0 };
}

function insideExpression(before: string): boolean {
  const open = before.lastIndexOf("${");
  return open !== -1 && !before.slice(open).includes("}");
}

function keySuggestions(root: JsonObject, place: LinePath, holders: readonly JsonObject[]): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const holder of holders) {
    const properties = holder["properties"];
    if (!isObject(properties)) continue;
    const required = Array.isArray(holder["required"]) ? holder["required"] : [];
    for (const key of Object.keys(properties)) {
      if (place.siblings.has(key) || found.has(key)) continue;
      const options = schemasOfKey(root, [holder], key);
      found.set(key, {
        label: key,
        kind: "key",
        insert: keySnippet(key, options),
        detail: wordOf(options, "title"),
        documentation: wordOf(options, "description"),
        rank: required.includes(key) ? 0 : 1,
      });
    }
  }
  return [...found.values()];
}

function keySnippet(key: string, options: readonly JsonObject[]): string {
  const constant = options.find((option) => option["const"] !== undefined)?.["const"];
  if (typeof constant === "string") return `${key}: ${constant}`;
  const types = new Set(options.flatMap((option) => option["type"] ?? []));
  if (types.has("string") || types.has("boolean") || types.has("integer")) return `${key}: $0`;
  if (types.has("array")) return `${key}:\n  - $0`;
  return types.has("object") ? `${key}:\n  $0` : `${key}: $0`;
}

function valueSuggestions(
  root: JsonObject,
  place: LinePath,
  holders: readonly JsonObject[],
  names: readonly string[],
): Suggestion[] {
  const options = schemasOfKey(root, holders, place.valueOf ?? "");
  const values = new Set<string>();
  for (const option of options) {
    const listed = [option["const"], ...(Array.isArray(option["enum"]) ? option["enum"] : [])];
    for (const value of listed) if (typeof value === "string") values.add(value);
    if (option["type"] === "boolean") for (const value of ["true", "false"]) values.add(value);
  }
  const documentation = wordOf(options, "description");
  const literal = [...values].map((label): Suggestion => ({
    label,
    kind: "value",
    insert: label,
    detail: "",
    documentation,
    rank: 1,
  }));
  if (place.valueOf !== "then") return literal;
  const targets = [...names, ...DIRECTIVES];
  return targets.map((label, at) => ({
    label,
    kind: "task",
    insert: label,
    detail: at < names.length ? "task" : "directive",
    documentation,
    rank: at,
  }));
}

function wordOf(options: readonly JsonObject[], key: string): string {
  const found = options.map((option): Json | undefined => option[key]).find((word) => typeof word === "string");
  return typeof found === "string" ? found : "";
}
