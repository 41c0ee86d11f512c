import { compileGraph } from "@ironweave/schema";
import type { Json } from "@ironweave/jq";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { indexGraph } from "../kernels/graph-index.ts";
import { dryRun } from "./dry-run.ts";
import { stepData } from "./step-data.ts";

const document = load(`document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }
do:
  - each:
      for: { each: host, in: .hosts, at: n }
      do:
        - ask:
            if: .hosts != null
            input: { from: '\${ { name: $host, hosts: .hosts } }' }
            call: http
            with: { method: get, endpoint: 'https://a.test' }
            output: { as: '\${ $input + { state } }' }
            export: { as: .state }
  - never: { if: 'false', set: { a: 1 } }
`) as Json;

test("a field is given what its expression will read, loop variables included", async () => {
  const input = { hosts: ["web-1", "web-2"] };
  const result = await dryRun({
    document,
    input,
    mocks: { ask: { output: { state: "active" } } },
    events: [],
    pins: {},
  });
  const known = { document, index: indexGraph(compileGraph(document)), input, result };
  const task = "/do/0/each/do/0/ask";
  const seen = ["/if", "/input/from", "/with/endpoint", "/output/as", "/export/as"].map((field) => {
    const data = stepData(known, task + field);
    return [field, data?.input, data?.variables["host"], data?.variables["n"], data?.variables["input"]];
  });
  const before = { name: "web-1", hosts: input.hosts, state: "active" };
  const own = { name: "web-2", hosts: input.hosts };
  expect(seen).toEqual([
    ["/if", before, "web-2", 1, undefined],
    ["/input/from", before, "web-2", 1, undefined],
    ["/with/endpoint", own, "web-2", 1, own],
    ["/output/as", { state: "active" }, "web-2", 1, own],
    ["/export/as", { ...own, state: "active" }, "web-2", 1, own],
  ]);
  expect(stepData(known, "/do/1/never/set/a")).toBeUndefined();
  expect(stepData(known, "/input/from")).toMatchObject({ input });
});
