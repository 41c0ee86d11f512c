// The files of the examples folder, read once: a document, its named inputs and its tests. The only place that knows where the
// folder is and how its files are called.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@ironweave/jq";
import { CORE_SCHEMA, load } from "js-yaml";

/** One example. Values are as the files say; nothing is checked here. */
export interface ExampleFiles {
  readonly name: string;
  readonly text: string;
  readonly inputs: Json;
  readonly test: Json;
}

/** Addresses of outside systems by the name that stands in braces: `{{metal}}`. */
export type Systems = Readonly<Record<string, string | undefined>>;

/** The examples in a folder by name, with `{{name}}` in inputs replaced where `systems` has the name. Empty without the folder. */
export function readExamples(folder: string, systems: Systems): readonly ExampleFiles[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml") && !/\.(?:inputs|test)\.yaml$/u.test(file))
    .toSorted()
    .map((file) => file.slice(0, -".yaml".length))
    .map((name) => ({
      name,
      text: readFileSync(join(folder, `${name}.yaml`), "utf8"),
      inputs: readValue(join(folder, `${name}.inputs.yaml`), systems),
      test: readValue(join(folder, `${name}.test.yaml`), {}),
    }));
}

function readValue(file: string, systems: Systems): Json {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8").replaceAll(
    /\{\{(\w+)\}\}/gu,
    (braces, system: string) => systems[system] ?? braces,
  );
  return load(text, { schema: CORE_SCHEMA }) as Json;
}
