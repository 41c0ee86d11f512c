import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const EXAMPLES = join(import.meta.dirname, "../../../../examples");

const WORKFLOW = `document: { dsl: '1.0.3', namespace: test, name: w, version: '1.0.0' }
use: { secrets: [token] }
do:
  - pick:
      switch:
        - big: { when: .n > 10, then: ask }
        - small: { then: done }
  - ask:
      call: http
      with: { method: get, endpoint: 'https://example.com/x', headers: { A: '\${ $secrets.token }' } }
  - done: { set: { n: '\${ .n }' } }
`;

/** A folder with a workflow and this test file. */
function folderWith(tests: string): string {
  const folder = mkdtempSync(join(tmpdir(), "ironweave-test-"));
  writeFileSync(join(folder, "w.yaml"), WORKFLOW);
  writeFileSync(join(folder, "w.test.yaml"), tests);
  return folder;
}

const GREEN = `workflow: ./w.yaml
tests:
  - name: small ones pass
    input: { n: 1 }
    expect: { output: { n: 1 }, path: [pick, done] }
`;
const RED = `workflow: ./w.yaml
tests:
  - { name: wrong output, input: { n: 1 }, expect: { output: { n: 2 } } }
  - { name: not mocked, input: { n: 11 }, secrets: { token: t }, expect: { status: completed } }
`;

describe("ironweave test", () => {
  test("the tests of all examples pass", async () => {
    const { code, out } = await runBin(["test", EXAMPLES]);
    expect({ code, last: out.trimEnd().split("\n").at(-1) }).toEqual({
      code: 0,
      last: expect.stringMatching(/^(\d+) tests, \1 passed, 0 failed$/),
    });
  });

  test("coverage names what no test has reached, with its line", async () => {
    const { code, out } = await runBin(["test", "--coverage"], { cwd: folderWith(GREEN) });
    expect(code).toBe(0);
    expect(out.slice(out.indexOf("Coverage"))).toBe(
      [
        "Coverage",
        "w.yaml: tasks 2/3 (66 %), branches 1/2 (50 %)",
        '  w.yaml:4 /do/0/pick never took "case big"',
        "  w.yaml:8 /do/1/ask never ran",
        "",
      ].join("\n"),
    );
  });

  test("a failure shows the difference and the path; an unmocked side effect is refused", async () => {
    const { code, out } = await runBin(["test"], { cwd: folderWith(RED) });
    expect(code).toBe(1);
    expect(out).toContain("output.n\n         - expected 2\n         + actual   1");
    expect(out).toContain("path: pick → done → completed");
    expect(out).toContain("/do/1/ask calls http, which tests do not do: mock it");
    expect(out).toContain("2 tests, 0 passed, 2 failed");
  });

  test("what a failure shows has the test's secrets masked, in every format", async () => {
    const cwd = folderWith(`workflow: ./w.yaml
tests:
  - name: wrong header
    input: { n: 11 }
    secrets: { token: TOPSECRET1 }
    mocks: { ask: { output: { n: 1 } } }
    expect: { output: { n: 1 }, calls: { ask: { with: { headers: { A: wrong } } } } }
`);
    const all = await Promise.all(
      ["text", "json", "junit"].map((format) => runBin(["test", "--format", format], { cwd })),
    );
    expect(all.map(({ code, out }) => [code, out.includes("wrong"), /TOPSECRET/u.test(out)])).toEqual(
      Array.from({ length: 3 }, () => [1, true, false]),
    );
  });

  test("json and junit carry the same results; --filter chooses by name", async () => {
    const cwd = folderWith(RED);
    const json = await runBin(["test", "--format", "json", "--filter", "wrong"], { cwd });
    expect({ code: json.code, ...(JSON.parse(json.out) as object) }).toMatchObject({
      code: 1,
      passed: 0,
      failed: 1,
      files: [{ file: "w.test.yaml", tests: [{ name: "wrong output", passed: false, path: ["pick", "done"] }] }],
    });
    const junit = await runBin(["test", "--format", "junit"], { cwd });
    expect(junit.out).toContain('<testsuite name="w.test.yaml" tests="2" failures="2"');
    expect((await runBin(["test", "--filter", "nothing"], { cwd })).code).toBe(2);
  });

  test.each([
    ["no tests", "workflow: ./w.yaml\n", "invalid_test_file"],
    ["an unknown key", `${GREEN}    inputs: {}\n`, "invalid_test_file /tests/0/inputs"],
    ["two answers", `${GREEN}    mocks: { ask: { output: 1, error: {} } }\n`, "w.test.yaml:6:19 error invalid_mock"],
    ["an odd duration", `${GREEN}    cancelAfter: soon\n`, "invalid_duration"],
    ["a workflow that is not there", GREEN.replace("w.yaml", "v.yaml"), "w.test.yaml:1:11 error unknown_workflow_file"],
    ["no YAML", "a: [", "w.test.yaml:1"],
  ])("%s is told at its line, exit code 2", async (_, tests, message) => {
    const { code, err } = await runBin(["test"], { cwd: folderWith(tests) });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
