// The named inputs that a workflow brings along, so that whoever opens it can run it at once. Pure.
// They stand in the document: `document.metadata.inputs` (a list of {name, description?, input}), else the `examples` of the
// input's JSON Schema. What does not have that form is passed over: metadata is anyone's.

import type { Json } from "@ironweave/jq";
import { isObject } from "./json-schema.ts";

/** An input that can be chosen by its name. */
export interface SampleInput {
  readonly name: string;
  readonly description?: string;
  readonly input: Json;
}

/** The sample inputs of a document, in its order. Empty where there are none. */
export function sampleInputs(document: Json | undefined): readonly SampleInput[] {
  const named = at(document, "document", "metadata", "inputs");
  if (Array.isArray(named)) return named.flatMap(readSample);
  const examples = at(document, "input", "schema", "document", "examples");
  if (!Array.isArray(examples)) return [];
  return examples.map((input: Json, index) => ({ name: `Example ${index + 1}`, input }));
}

function readSample(value: Json): readonly SampleInput[] {
  if (!isObject(value)) return [];
  const { name, description, input } = value;
  if (typeof name !== "string" || input === undefined) return [];
  return [{ name, input, ...(typeof description === "string" ? { description } : {}) }];
}

function at(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((found, key) => (isObject(found) ? found[key] : undefined), value);
}
