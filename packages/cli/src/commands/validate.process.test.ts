import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";
const GOOD = `${HEAD}do:\n  - a: { wait: PT1S }\n`;
const BAD = `${HEAD}do:\n  - a: { wait: PT1S, then: ennd } # comment\n`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ironweave-validate-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe("ironweave validate", () => {
  test("says nothing is wrong with a good file", async () => {
    expect(await runBin(["validate", await file("good.yaml", GOOD)])).toEqual({
      code: 0,
      out: "1 file, no problems\n",
      err: "",
    });
  });

  test("shows file, line, column and the marked text of a mistake, and exits with 1", async () => {
    const path = await file("bad.yaml", BAD);
    const { code, out } = await runBin(["validate", path]);
    expect(code).toBe(1);
    expect(out).toBe(
      [
        `${path}:3:28 error unknown_target \`then\` goes to "ennd", which does not exist; did you mean end?`,
        "    3 |   - a: { wait: PT1S, then: ennd } # comment",
        `      | ${" ".repeat(27)}^^^^`,
        "1 file, 1 error, 0 warnings\n",
      ].join("\n"),
    );
  });

  test("prints JSON with one entry for each file", async () => {
    const good = await file("good.yaml", GOOD);
    const bad = await file("bad.yaml", BAD);
    const { code, out } = await runBin(["validate", good, bad, "--format", "json"]);
    expect(code).toBe(1);
    const start = BAD.indexOf("ennd");
    expect(JSON.parse(out)).toEqual([
      { file: good, diagnostics: [] },
      {
        file: bad,
        diagnostics: [
          {
            code: "unknown_target",
            severity: "error",
            message: expect.any(String),
            reference: "/do/0/a/then",
            range: { start, end: start + 4 },
          },
        ],
      },
    ]);
  });

  test("a file that cannot be read hides nothing of the others", async () => {
    const bad = await file("bad.yaml", BAD);
    const { code, out, err } = await runBin(["validate", join(folder, "missing.yaml"), bad]);
    expect({ code, told: out.includes("unknown_target") }).toEqual({ code: 2, told: true });
    expect(err).toContain("missing.yaml: there is no such file");
  });

  test("reads standard input", async () => {
    expect(await runBin(["validate", "-"], { input: "a: [" })).toMatchObject({ code: 1 });
  });

  test("--fix changes only what is wrong", async () => {
    const bad = BAD.replace("ennd", "END");
    const path = await file("bad.yaml", bad);
    expect(await runBin(["validate", "--fix", path])).toMatchObject({ code: 0, err: `${path}: 1 fixed\n` });
    expect(await readFile(path, "utf8")).toBe(bad.replace("END", "end"));
  });

  test.each([
    ["a task, which would be an endless loop", "do:\n  - deploy1: { set: { x: 1 }, then: deploy2 }\n"],
    [
      "an authentication",
      "use: { authentications: { prod1: { basic: { username: u, password: '${ $secrets.p }' } } }, secrets: [p] }\ndo:\n  - a: { call: http, with: { method: get, endpoint: { uri: https://x.example, authentication: { use: prod2 } } } }\n",
    ],
    ["a function", "use: { functions: { deploy: { set: { x: 1 } } } }\ndo:\n  - a: { call: redeploy }\n"],
    ["the language of a script", "do:\n  - a: { run: { script: { language: ts, code: 'const a: number = 1' } } }\n"],
  ])("--fix guesses no name: %s", async (_what, body) => {
    const path = await file("names.yaml", HEAD + body);
    expect(await runBin(["validate", "--fix", path])).toMatchObject({ code: 1, err: "" });
    expect(await readFile(path, "utf8")).toBe(HEAD + body);
  });

  test("--fix leaves the input of another workflow as it is", async () => {
    const text = `${HEAD}do:\n  - a: { run: { workflow: { namespace: t, name: c, version: 1.0.0, input: "\${ . }" } } }\n`;
    const path = await file("input.yaml", text);
    expect(await runBin(["validate", "--fix", path])).toMatchObject({ code: 0, err: "" });
    expect(await readFile(path, "utf8")).toBe(text);
  });

  test("a warning does not fail", async () => {
    const text = `${HEAD}do:\n  - a: { wait: PT1S, then: end }\n  - b: { wait: PT1S }\n`;
    expect(await runBin(["validate", await file("warn.yaml", text)])).toMatchObject({ code: 0 });
  });
});
