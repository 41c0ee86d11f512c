// Nothing that a document names is made into code: a whole call runs in a process that may not generate any (ADR 0090).

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("../testing/grpc-without-code.ts", import.meta.url));

test("a gRPC call works where code generation from strings is forbidden", () => {
  const flags = ["--disallow-code-generation-from-strings", PROGRAM];
  const output = execFileSync(process.execPath, flags, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  expect(JSON.parse(output)).toEqual({ codeGeneration: "forbidden", answer: { text: "Ann", count: "2" } });
});
