// Reads what container, script and shell tasks have in common: arguments, environment, standard input. Pure.

import type { Json } from "@ironweave/jq";
import { isObject, readObject, scalarText } from "../arguments.ts";

/** Positional arguments: a list (DSL 1.0.3), or the names and values of a map one after the other (before). */
export function readArguments(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, item]) => [name, scalarText(item, `arguments.${name}`) ?? ""]);
  }
  const list: readonly Json[] = Array.isArray(value) ? value : [value];
  return list.map((item, index) => scalarText(item, `arguments[${String(index)}]`) ?? "");
}

/** Variables by name; null ones are left out. */
export function readEnvironment(value: Json | undefined): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  const entries = Object.entries(readObject(value, "environment")).map(([name, item]) => [
    name,
    scalarText(item, `environment.${name}`),
  ]);
  return Object.fromEntries(entries.filter(([, text]) => text !== undefined)) as Record<string, string>;
}

/** Standard input: text as it is, anything else as JSON. */
export function readStdin(value: Json | undefined): { readonly stdin?: string } {
  if (value === undefined || value === null) return {};
  return { stdin: typeof value === "string" ? value : JSON.stringify(value) };
}
