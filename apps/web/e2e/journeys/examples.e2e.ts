// Every example, and so every template, does on a whole installation what its inputs promise: on Temporal, against the stand-ins.

import { join } from "node:path";
import type { JsonObject } from "@ironweave/jq";
import { readExamples } from "../../src/server/templates/example-files.ts";
import { withMetadata } from "../../src/server/templates/template-of.ts";
import { expect, test } from "../fixtures.ts";

const ENDED = ["completed", "faulted", "cancelled"];
const folder = join(import.meta.dirname, "../../../../examples");

test("every example runs to the outcome that its first input promises", async ({ behind }) => {
  test.setTimeout(240_000);
  const examples = readExamples(folder, behind.systems).map((files) => ({
    name: files.name,
    text: withMetadata(files),
    first: (files.inputs as readonly JsonObject[])[0] ?? {},
  }));
  const later = examples.filter(({ first }) => first["after"] !== undefined);
  for (const batch of [examples.filter((example) => !later.includes(example)), later]) {
    const started = await Promise.all(
      batch.map(async ({ name, text, first }) => ({ name, first, id: await behind.start(text, first["input"] ?? {}) })),
    );
    for (const { name, first, id } of started) {
      await expect
        .poll(async () => (await behind.run(id)).status, { message: name, timeout: 120_000 })
        .toMatch(new RegExp(ENDED.join("|")));
      const { status, output } = await behind.run(id);
      const promised = first["expect"] as { readonly status: string; readonly output?: JsonObject };
      expect({ name, status, outcome: (output as JsonObject | null)?.["outcome"] }).toEqual({
        name,
        status: promised.status,
        outcome: promised.output?.["outcome"],
      });
    }
  }
});
