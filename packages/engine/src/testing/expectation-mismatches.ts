// Compares how a run went with what its test expects; every difference by its path. Side effects that were refused come
// first, since they explain the rest.

import type { Json } from "@ironweave/jq";
import { durationMs } from "@ironweave/schema/run";
import { isJsonArray } from "../data/json-value.ts";
import { differences } from "./compare.ts";
import { errorType } from "./mocked-actions.ts";
import type { Expectation, ExpectedCalls, Mismatch, SeenCall, TestResult } from "./workflow-test.ts";

/** What is known of a run when it is over. */
export interface Found extends Omit<TestResult, "mismatches"> {
  readonly events: readonly Json[];
  readonly elapsedMs: number;
  readonly refused: readonly string[];
  /** Names under which mocks or calls are given, but no task. */
  readonly unknown: readonly string[];
}

function callMismatches(key: string, expected: ExpectedCalls, calls: readonly SeenCall[]): readonly Mismatch[] {
  const own = calls.filter(({ task, name }) => task === key || name === key);
  const path = `calls[${JSON.stringify(key)}]`;
  const times =
    expected.times !== undefined && expected.times !== own.length
      ? [{ path: `${path}.times`, expected: expected.times, actual: own.length }]
      : [];
  const args = expected.with;
  if (args === undefined) return times;
  if (own.length === 0)
    return [...times, { path: `${path}.with`, expected: args, actual: undefined, message: "not called" }];
  if (isJsonArray(args)) {
    return [
      ...times,
      ...differences(
        args,
        own.map((call) => call.arguments),
        `${path}.with`,
      ),
    ];
  }
  return [
    ...times,
    ...own.flatMap((call, index) => differences(args, call.arguments, `${path}.with (call ${index + 1})`)),
  ];
}

function note(message: string): Mismatch {
  return { path: "mocks", expected: undefined, actual: undefined, message };
}

function statusMismatches(expect: Expectation, found: Found): readonly Mismatch[] {
  const expected = expect.status ?? (expect.error === undefined ? "completed" : "faulted");
  if (expected === found.status) return [];
  const reason = found.error === undefined ? undefined : (found.error.detail ?? found.error.title ?? found.error.type);
  const waiting = found.status === "waiting" ? "the run waits for an event that does not come" : reason;
  const mismatch = { path: "status", expected, actual: found.status };
  return [waiting === undefined ? mismatch : { ...mismatch, message: waiting }];
}

/** Empty where all is as expected. */
export function expectationMismatches(expect: Expectation, found: Found): readonly Mismatch[] {
  const { output, error, path, calls, events, elapsed } = expect;
  const type = error?.["type"];
  const wanted = typeof type === "string" ? { ...error, type: errorType(type) } : error;
  const shown: Json | undefined = found.error === undefined ? undefined : { ...found.error };
  const elapsedMs = elapsed === undefined ? undefined : durationMs(elapsed);
  return [
    ...found.unknown.map((key) => note(`the workflow has no task ${key}; name a task, or its reference`)),
    ...[...new Set(found.refused)].map((message) => note(message)),
    ...statusMismatches(expect, found),
    ...(output === undefined ? [] : differences(output, found.output, "output", expect.exact)),
    ...(wanted === undefined ? [] : differences(wanted, shown, "error")),
    ...(path === undefined ? [] : differences([...path], [...found.path], "path")),
    ...Object.entries(calls ?? {}).flatMap(([key, each]) => callMismatches(key, each, found.calls)),
    ...(events === undefined ? [] : differences([...events], [...found.events], "events")),
    ...(elapsedMs === undefined || elapsedMs === found.elapsedMs
      ? []
      : [{ path: "elapsed (ms)", expected: elapsedMs, actual: found.elapsedMs }]),
  ];
}
