import { describe, expect, test } from "vitest";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBin } from "../../test/run-bin.ts";

const workflow = (method: string) => `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do:
  - loop:
      for: { in: '\${ .hosts }' }
      do:
        - host: { call: http, with: { method: ${method}, endpoint: 'https://a.test/hosts/{id}' } }
`;

describe("ironweave effects", () => {
  test("prints counts and a row for each step that reaches outside", async () => {
    const { code, out } = await runBin(["effects", "-"], { input: workflow("delete") });
    expect(code).toBe(0);
    expect(out).toBe(`destroy 1
destroy  DELETE https://a.test/hosts/{id}
         /do/0/loop/do/0/host: for each of .hosts; repeated under one key
`);
  });

  test("tells what is new since another file, as text and as JSON", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ironweave-effects-"));
    const before = join(folder, "before.yaml");
    await writeFile(before, workflow("get"));
    const text = await runBin(["effects", "-", "--since", before], { input: workflow("delete") });
    expect(text.out.split("\n").filter((line) => /^[+-] \w/u.test(line))).toEqual([
      "+ destroy  DELETE https://a.test/hosts/{id}",
      "- read     GET https://a.test/hosts/{id}",
    ]);
    const json = await runBin(["effects", "-", "--since", before, "--format", "json"], { input: workflow("delete") });
    const { counts, effects, added, removed } = JSON.parse(json.out);
    expect([counts, effects.length, added[0].effect, removed[0].effect]).toEqual([
      { destroy: 1 },
      1,
      "destroy",
      "read",
    ]);
  });

  test("refuses what is not YAML with 1 and wrong usage with 2", async () => {
    expect((await runBin(["effects", "-"], { input: "a: [" })).code).toBe(1);
    expect((await runBin(["effects"])).code).toBe(2);
  });
});
