// Generated regular expressions here and in jq-web: the first match with its captures, or the error.

import { env } from "node:process";
import { createRequire } from "node:module";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compile, type Json } from "../src/index.ts";
import { anyRegexCase } from "./generate-regex.ts";

interface JqWeb {
  json(input: Json, program: string): unknown;
}

const count = Number(env["JQ_DIFF_COUNT"] ?? 4_000);
const seed = Number(env["JQ_DIFF_SEED"] ?? 20_261_123);
const PER_CALL = 500;
const MATCH = `[.[] | . as [$text, $pattern, $flags]
  | try [$text | match($pattern; $flags) | [.offset, .length, .string, (select(.length > 0) | [.captures[] | [.name, .string]])]]
    catch .]`;

test(`[J13] ${count} generated regular expressions match what they match in jq-web (seed ${seed})`, async () => {
  const jq = await (createRequire(import.meta.url)("jq-web") as Promise<JqWeb>);
  const ours = compile(MATCH);
  const cases = fc
    .sample(anyRegexCase, { numRuns: count, seed })
    .map(({ text, pattern, flags }): Json[] => [text, pattern, flags]);
  const differences: Json[] = [];
  for (let at = 0; at < cases.length; at += PER_CALL) {
    const batch = cases.slice(at, at + PER_CALL);
    const expected = jq.json(batch, MATCH) as Json[];
    const [found] = ours.run(batch) as [Json[]];
    for (const [index, each] of batch.entries()) {
      if (JSON.stringify(found[index]) !== JSON.stringify(expected[index]))
        differences.push({ of: each, jq: expected[index] ?? null, ours: found[index] ?? null });
    }
  }
  expect(differences).toEqual([]);
});
