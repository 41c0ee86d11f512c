import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runBin } from "../test/run-bin.ts";

describe("the command", () => {
  test("prints help and the version on standard output", async () => {
    const help = await runBin(["--help"]);
    expect(help).toMatchObject({ code: 0, err: "" });
    for (const name of ["validate", "graph", "run", "event", "test", "jq", "emulator"])
      expect(help.out).toContain(`  ${name}`);
    expect(await runBin(["--version"])).toEqual({ code: 0, out: "ironweave 0.1.0\n", err: "" });
  });

  test.each(["validate", "graph", "run", "event", "test", "jq", "emulator"])("%s explains itself", async (name) => {
    const { code, out } = await runBin([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Usage: ironweave ${name}`, "u"));
  });

  test.each([
    [["fly"], 'there is no command "fly"'],
    [["validate"], "name a file to check"],
    [["validate", "/no/such/file.yaml"], "cannot read /no/such/file.yaml: there is no such file"],
    [["validate", "--format", "xml", "x"], '--format is text or json, not "xml"'],
    [["validate", "--colour", "x"], "Unknown option '--colour'"],
    [["graph"], "name one file to draw"],
    [["run", "-", "--input", "{"], "--input: This is not JSON: line 1, column 2: it ends too early."],
    [
      ["run", "-", "--input", '{"id": 9007199254740993}'],
      "Line 1, column 8: The number 9007199254740993 has more digits",
    ],
    [["run", "-", "--virtual-clock"], "belong to --local"],
    [["jq"], "give a jq program"],
    [["jq", "--argjson", "a", "{", "."], "--argjson takes JSON"],
    [["emulator", "aws"], "the emulator is metal or servicenow"],
    [["emulator", "metal", "--port", "many"], "--port is a number"],
  ])("%j is wrong usage: one line, exit code 2", async (args, message) => {
    const { code, out, err } = await runBin(args);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });

  test("without arguments prints help and fails", async () => {
    expect(await runBin([])).toMatchObject({ code: 2, out: "" });
  });

  // The Node of the system, where it is older than the one the tests run on.
  const system = ["/usr/local/bin/node", "/usr/bin/node"].find((path) => existsSync(path));
  test.skipIf(system === undefined)("starts from an older Node by handing over to the installed one", async () => {
    const answer = await runBin(["--version"], { node: system ?? "" });
    expect(answer).toEqual({ code: 0, out: "ironweave 0.1.0\n", err: "" });
    expect((await runBin(["validate", "/no/such/file"], { node: system ?? "" })).code).toBe(2);
  });
});
