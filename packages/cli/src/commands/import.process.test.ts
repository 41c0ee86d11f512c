import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const NOOP = "states:\n- id: a\n  type: noop\n  transform: { x: 1 }\n";
const PARENT =
  "functions:\n- { id: f, type: subflow, workflow: sub/child.yaml }\nstates:\n- id: a\n  type: action\n  action: { function: f }\n";

describe("ironweave import direktiv", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ironweave-import-"));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test("a folder becomes a folder, subflows find each other, other files are passed over", async () => {
    await mkdir(join(folder, "in", "sub"), { recursive: true });
    await writeFile(join(folder, "in", "parent.yaml"), PARENT);
    await writeFile(join(folder, "in", "sub", "child.yaml"), NOOP);
    await writeFile(join(folder, "in", "service.yaml"), "direktiv_api: service/v1\nimage: x\n");
    const out = join(folder, "out");
    const { code, err } = await runBin(["import", "direktiv", join(folder, "in"), "--output", out]);
    expect({ code, files: await readdir(out) }, err).toEqual({ code: 0, files: ["parent.yaml", "sub-child.yaml"] });
    expect(await readFile(join(out, "parent.yaml"), "utf8")).toContain("name: sub-child\n");
    expect((await runBin(["validate", join(out, "parent.yaml"), join(out, "sub-child.yaml")])).code).toBe(0);
  });

  test("one file is printed; what has no equal is reported and makes the exit code 1", async () => {
    const file = join(folder, "js.yaml");
    await writeFile(file, "states:\n- id: a\n  type: noop\n  transform: js(if (data.x) return data)\n");
    const { code, out, err } = await runBin(["import", "direktiv", file, "--output", "-"]);
    expect({ code, begins: out.startsWith("document:\n") }).toEqual({ code: 1, begins: true });
    expect(err).toContain("error direktiv_js: line 4: ");
  });

  test("a file that Direktiv would refuse is not written", async () => {
    const file = join(folder, "bad.yaml");
    await writeFile(file, "states:\n- id: a\n  type: bogus\n");
    const target = join(folder, "new.yaml");
    const { code, out } = await runBin(["import", "direktiv", file, "--output", target, "--format", "json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { file, output: null, name: "bad", diagnostics: [{ code: "direktiv_wrong_value", severity: "error" }] },
    ]);
    expect(await readdir(folder)).toEqual(["bad.yaml"]);
  });

  test.each([
    [["import"]],
    [["import", "direktiv"]],
    [["import", "direktiv", "x.yaml"]],
    [["import", "direktiv", "no-such-file.yaml", "--output", "-"]],
  ])("%j is wrong usage", async (args) => {
    const { code, err } = await runBin(args);
    expect({ code, err: err.split(":")[0] }).toEqual({ code: 2, err: "ironweave" });
  });
});
