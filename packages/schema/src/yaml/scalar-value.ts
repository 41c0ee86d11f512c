// What a scalar means in YAML 1.2's core schema: null, booleans, numbers; everything else is text (dates too).
// Uses js-yaml's own resolvers, so that every reader in the house agrees.

import type { Json } from "@ironweave/jq";
import { NOT_RESOLVED, boolCoreTag, floatCoreTag, intCoreTag, nullCoreTag } from "js-yaml";

const CORE = "tag:yaml.org,2002:";
const RESOLVERS = { null: nullCoreTag, bool: boolCoreTag, int: intCoreTag, float: floatCoreTag } as const;
const NUMERIC_OR_WORD = /^[-+.\d~nNtTfF]/;

/** The value of a plain scalar without a tag. May be infinite or NaN, which JSON cannot hold; the caller reports it. */
export function plainScalarValue(text: string): Json {
  if (text === "") return null;
  if (!NUMERIC_OR_WORD.test(text)) return text;
  for (const name of ["null", "bool", "int", "float"] as const) {
    const value = RESOLVERS[name].resolve(text, false, CORE + name);
    if (value !== NOT_RESOLVED) return value;
  }
  return text;
}

/** The short name of a standard tag (`str`, `int`, `map` …), or undefined for every other tag. `!` alone means text. */
export function standardTag(tag: string): string | undefined {
  if (tag === "!") return "str";
  const name = tag.startsWith("!!")
    ? tag.slice(2)
    : tag.startsWith(`!<${CORE}`) && tag.endsWith(">")
      ? tag.slice(2 + CORE.length, -1)
      : undefined;
  return name !== undefined && ["str", "int", "float", "bool", "null", "map", "seq"].includes(name) ? name : undefined;
}

/** The value of a scalar with a standard tag, or undefined where the text does not fit the tag. */
export function taggedScalarValue(text: string, tag: string): Json | undefined {
  if (tag === "str") return text;
  if (tag !== "null" && tag !== "bool" && tag !== "int" && tag !== "float") return undefined;
  const value = RESOLVERS[tag].resolve(text, true, CORE + tag);
  return value === NOT_RESOLVED ? undefined : value;
}
