import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const hasJq = realJq(["-n", "1"], "") !== undefined;
const SAMPLE = '{"b":[1,{"c":null}],"a":"x\\ty","n":1.0,"e":{}}\n[]\n"text" 12';

describe("ironweave jq", () => {
  test.skipIf(!hasJq).each([
    [["."], undefined],
    [["-c", "."], undefined],
    [["-cS", "."], undefined],
    [["-r", ".. | strings"], undefined],
    [["-s", "length"], undefined],
    [["-n", "[range(3)]"], undefined],
    [["-nc", "--arg", "a", "text", "--argjson", "b", "[1]", "[$a, $b]"], undefined],
    [["--tab", "."], undefined],
    [["--indent", "3", "."], undefined],
    [["-j", ".. | scalars"], undefined],
    [["-e", "false"], "1"],
    [["-e", "empty"], undefined],
    [[".a.b"], '{"a":{"b":1}} {"a":1} {"a":{"b":2}}'],
    [[".["], "1"],
    [["$nope"], "1"],
  ] as const)("%j answers as jq does", async (args, input) => {
    const ours = await runBin(["jq", ...args], { input: input ?? SAMPLE });
    expect({ code: ours.code, out: ours.out }).toEqual(realJq(args, input ?? SAMPLE));
  });

  test("says where the input is not JSON", async () => {
    expect(await runBin(["jq", "."], { input: "1\n 2 {]" })).toMatchObject({ code: 2, out: "1\n2\n" });
    expect((await runBin(["jq", "."], { input: "1\n 2 {]" })).err).toContain("<stdin>:2:4: not JSON");
  });

  test("--jsonl ends a line at a line feed only", async () => {
    const lines = [0x20_28, 0x20_29, 0x85].map((code) =>
      JSON.stringify({ program: ".", input: String.fromCodePoint(code) }),
    );
    const { code, out } = await runBin(["jq", "--jsonl"], { input: `${lines.join("\r\n")}\n` });
    expect([code, out]).toEqual([0, '{"outputs":["\u2028"]}\n{"outputs":["\u2029"]}\n{"outputs":["\u0085"]}\n']);
  });

  test("--jsonl answers each line, and a bad line does not end it", async () => {
    const lines = [
      '{"program": ".a, .b", "input": {"a": 1, "b": 2}}',
      "not json",
      '{"program": "1, error(\\"x\\")"}',
      '{"program": "1 +"}',
      '{"program": "$v", "variables": {"v": [1]}}',
      '{"program": "def f: f; f"}',
    ];
    const { code, out } = await runBin(["jq", "--jsonl"], { input: lines.join("\n") });
    expect(code).toBe(0);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { outputs: [1, 2] },
      { outputs: [], error: expect.stringContaining("not JSON") },
      { outputs: [1], error: "x" },
      { outputs: [], error: expect.stringContaining("compile error") },
      { outputs: [[1]] },
      { outputs: [], error: expect.any(String) },
    ]);
  });
});

/** jq's own command, where this machine has one. */
function realJq(args: readonly string[], input: string): { readonly code: number; readonly out: string } | undefined {
  try {
    return { code: 0, out: execFileSync("jq", args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] }) };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    const { status, stdout } = error as { readonly status: number; readonly stdout: string };
    return { code: status, out: stdout };
  }
}
