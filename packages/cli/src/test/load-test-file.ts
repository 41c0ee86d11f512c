// Reads a test file and the workflow it is for, with all that is wrong with either as diagnostics at their lines.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readTestFile } from "@ironweave/engine/testing";
import type { TestFile } from "@ironweave/engine/testing";
import type { Json } from "@ironweave/jq";
import { parseSource, validate } from "@ironweave/schema";
import type { Diagnostic, Source } from "@ironweave/schema";

/** A test file that can be run. */
export interface LoadedTests {
  readonly type: "file";
  readonly path: string;
  readonly file: TestFile;
  readonly workflowPath: string;
  readonly workflow: Source;
  readonly document: Json;
}

/** Why it cannot: diagnostics of the test file, or of its workflow. */
export interface UnusableTests {
  readonly type: "problems";
  readonly path: string;
  readonly source: Source;
  readonly problems: readonly Diagnostic[];
}

function problemAt(source: Source, code: string, reference: string, message: string): Diagnostic {
  const range = source.locate(reference, "value") ?? source.locate(reference) ?? { start: 0, end: 0 };
  return { code, severity: "error", message, reference, range };
}

/** Never rejects: a file that cannot be read is a problem too. */
export async function loadTestFile(path: string): Promise<LoadedTests | UnusableTests> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  const source = parseSource(text ?? "");
  const unusable = (problems: readonly Diagnostic[], of = source, at = path): UnusableTests => ({
    type: "problems",
    path: at,
    source: of,
    problems,
  });
  if (text === undefined) return unusable([problemAt(source, "unreadable_test_file", "", "the file cannot be read")]);
  if (source.value === undefined) return unusable(source.diagnostics);
  const read = readTestFile(source.value);
  if (read.type === "problems")
    return unusable(read.problems.map(({ code, pointer, message }) => problemAt(source, code, pointer, message)));
  const workflowPath = join(dirname(path), read.file.workflow);
  const workflowText = await readFile(workflowPath, "utf8").catch(() => undefined);
  if (workflowText === undefined)
    return unusable([problemAt(source, "unknown_workflow_file", "/workflow", `there is no file ${workflowPath}`)]);
  const workflow = parseSource(workflowText);
  const errors = validate(workflow).filter(({ severity }) => severity === "error");
  if (workflow.value === undefined || errors.length > 0) return unusable(errors, workflow, workflowPath);
  return { type: "file", path, file: read.file, workflowPath, workflow, document: workflow.value };
}
