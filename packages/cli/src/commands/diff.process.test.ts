import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const BEFORE =
  "document: { name: a, version: '1' }\ndo:\n  - one: { wait: PT1S }\n  - gone: { set: { a: 1 } }\n  - old: { set: { b: 2 } }\n";
const AFTER =
  "document: { name: a, version: '2' }\ndo:\n  - one: { wait: PT2S }\n  - fresh: { raise: { error: e } }\n  - new: { set: { b: 2 } }\n";

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ironweave-diff-"));
  file = join(folder, "before.yaml");
  await writeFile(file, BEFORE);
});

afterAll(() => rm(folder, { recursive: true }));

test("prints what differs, and ends with 1; with 0 where nothing does", async () => {
  const differing = await runBin(["diff", file, "-"], { input: AFTER });
  expect(differing).toMatchObject({
    code: 1,
    out: "~ document\n~ /do/0/one (wait)\n+ /do/1/fresh\n~ /do/2/new (renamed from old)\n- /do/1/gone\n",
  });
  expect(await runBin(["diff", file, file])).toMatchObject({ code: 0, out: "" });
});

test("draws both with a sign on each task that differs", async () => {
  const { out } = await runBin(["diff", file, "-", "--format", "svg"], { input: AFTER });
  expect(out.match(/<svg /gu)).toHaveLength(3);
  expect(out.match(/~ changed: wait/gu)).toHaveLength(2);
  expect(out.match(/~ renamed: was old/gu)).toHaveLength(2);
  expect(out.match(/\+ added|− removed/gu)?.toSorted()).toEqual(["+ added", "− removed"]);
});

test("refuses what is not YAML, and one file only", async () => {
  expect(await runBin(["diff", file, "-"], { input: "a: [" })).toMatchObject({ code: 2, out: "" });
  expect(await runBin(["diff", file])).toMatchObject({ code: 2 });
});
