// Reads the value of a `*.test.yaml` file: its tests, or what is wrong with it and where. Nothing is thrown.

import type { Json, JsonObject } from "@ironweave/jq";
import { durationMs } from "@ironweave/schema/run";
import { findSchemaViolation, SchemaCache } from "../data/json-schema.ts";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { TEST_FILE_SCHEMA } from "./test-file-schema.ts";
import type { ExpectedCalls, Expectation, Mock, MockedCall, SentEvent, WorkflowTest } from "./workflow-test.ts";

/** A mistake in a test file; `pointer` is the place in its value. */
export interface TestFileProblem {
  readonly code: "invalid_test_file" | "invalid_mock" | "invalid_duration" | "duplicate_test";
  readonly pointer: string;
  readonly message: string;
}

/** A test file that could be read. `workflow` is the path as it stands there, relative to the file. */
export interface TestFile {
  readonly workflow: string;
  readonly tests: readonly WorkflowTest[];
}

export type TestFileResult =
  | { readonly type: "file"; readonly file: TestFile }
  | { readonly type: "problems"; readonly problems: readonly TestFileProblem[] };

function object(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function list(value: Json | undefined): readonly Json[] {
  return isJsonArray(value) ? value : [];
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}

function mockedCall(value: Json): MockedCall {
  const error = member(value, "error");
  return {
    ...optional("output", member(value, "output")),
    ...optional("error", isJsonObject(error) ? error : undefined),
    ...optional("delay", member(value, "delay")),
  };
}

function readMock(value: Json): Mock {
  const { outputs, calls } = object(value);
  if (outputs !== undefined) return { calls: list(outputs).map((output) => ({ output })) };
  return calls === undefined ? mockedCall(value) : { calls: list(calls).map(mockedCall) };
}

function mockProblem(value: Json, pointer: string): TestFileProblem | undefined {
  const ways = ["output", "error", "outputs", "calls"].filter((key) => member(value, key) !== undefined);
  const message = `a mock has exactly one of output, error, outputs and calls; this one has ${ways.length === 0 ? "none" : ways.join(", ")}`;
  return ways.length === 1 ? undefined : { code: "invalid_mock", pointer, message };
}

function durationProblems(test: Json, at: string): readonly TestFileProblem[] {
  const places: readonly (readonly [string, Json | undefined])[] = [
    ["cancelAfter", member(test, "cancelAfter")],
    ["expect/elapsed", member(member(test, "expect"), "elapsed")],
    ...list(member(test, "events")).map((each, index) => [`events/${index}/after`, member(each, "after")] as const),
    ...Object.entries(object(member(test, "mocks"))).map(
      ([key, mock]) => [`mocks/${key}/delay`, member(mock, "delay")] as const,
    ),
  ];
  return places.flatMap(([pointer, value]) =>
    value === undefined || durationMs(value) !== undefined
      ? []
      : [
          {
            code: "invalid_duration" as const,
            pointer: `${at}/${pointer}`,
            message: `${JSON.stringify(value)} is not a duration, such as PT5S or { seconds: 5 }`,
          },
        ],
  );
}

function escape(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function problemsOf(value: Json): readonly TestFileProblem[] {
  const violation = findSchemaViolation(TEST_FILE_SCHEMA, value, new SchemaCache());
  if (violation !== undefined) {
    const { pointer, message } = violation;
    const where = pointer === "" ? "a test file" : pointer;
    return [{ code: "invalid_test_file", pointer, message: `${where} ${message}` }];
  }
  const names = new Set<Json>();
  return list(member(value, "tests")).flatMap((test, index) => {
    const at = `/tests/${index}`;
    const name = member(test, "name") ?? "";
    const isTwin = names.has(name);
    names.add(name);
    const twin: readonly TestFileProblem[] = isTwin
      ? [{ code: "duplicate_test", pointer: `${at}/name`, message: `two tests are called ${JSON.stringify(name)}` }]
      : [];
    const mocks = Object.entries(object(member(test, "mocks"))).flatMap(
      ([key, mock]) => mockProblem(mock, `${at}/mocks/${escape(key)}`) ?? [],
    );
    return [...twin, ...mocks, ...durationProblems(test, at)];
  });
}

function readEvent(value: Json): SentEvent {
  const event = member(value, "event");
  return isJsonObject(event) ? { event, ...optional("after", member(value, "after")) } : { event: object(value) };
}

/** A test whose shape is known to be right. */
export function readTest(value: Json): WorkflowTest {
  const { name, input, secrets, events, mocks, clock, cancelAfter } = object(value);
  const expect = object(member(value, "expect"));
  const startAt = member(clock, "startAt");
  return {
    name: typeof name === "string" ? name : "",
    ...optional("input", input),
    ...optional("secrets", isJsonObject(secrets) ? secrets : undefined),
    ...optional("events", events === undefined ? undefined : list(events).map(readEvent)),
    ...optional(
      "mocks",
      mocks === undefined
        ? undefined
        : Object.fromEntries(Object.entries(object(mocks)).map(([key, mock]) => [key, readMock(mock)])),
    ),
    ...optional("startAt", typeof startAt === "string" ? startAt : undefined),
    ...optional("cancelAfter", cancelAfter),
    expect: readExpectation(expect),
  };
}

function readExpectation(value: JsonObject): Expectation {
  const { status, output, exact, error, path, calls, events, elapsed } = value;
  return {
    ...optional("status", typeof status === "string" ? (status as Expectation["status"] & string) : undefined),
    ...optional("output", output),
    ...optional("exact", exact === true ? true : undefined),
    ...optional("error", isJsonObject(error) ? error : undefined),
    ...optional("path", path === undefined ? undefined : list(path).filter((name) => typeof name === "string")),
    ...optional(
      "calls",
      isJsonObject(calls)
        ? Object.fromEntries(Object.entries(calls).map(([key, each]) => [key, readCalls(each)]))
        : undefined,
    ),
    ...optional("events", events === undefined ? undefined : list(events)),
    ...optional("elapsed", elapsed),
  };
}

function readCalls(value: Json): ExpectedCalls {
  const times = member(value, "times");
  return {
    ...optional("times", typeof times === "number" ? times : undefined),
    ...optional("with", member(value, "with")),
  };
}

/** The tests of a file's value, or all that is wrong with it. */
export function readTestFile(value: Json): TestFileResult {
  const problems = problemsOf(value);
  if (problems.length > 0) return { type: "problems", problems };
  const workflow = member(value, "workflow");
  const tests = list(member(value, "tests")).map(readTest);
  return { type: "file", file: { workflow: typeof workflow === "string" ? workflow : "", tests } };
}
