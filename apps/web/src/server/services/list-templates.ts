// The gallery's templates: the examples that this installation came with, with the addresses of its demonstration systems.

import { join } from "node:path";
import type { Template } from "../contract/template-contract.ts";
import { readDemoSystems } from "../env.ts";
import { readExamples } from "../templates/example-files.ts";
import { templateOf } from "../templates/template-of.ts";

let known: readonly Template[] | undefined;

/** In the order of their titles. Read once per process: the examples belong to the build. */
export function listTemplates(): readonly Template[] {
  known ??= readExamples(join(/* turbopackIgnore: true */ process.cwd(), "..", "..", "examples"), readDemoSystems())
    .map(templateOf)
    .toSorted((a, b) => a.title.localeCompare(b.title, "en"));
  return known;
}
