// Stands in for everything a run does to the outside. The invariant: nothing leaves the process, and a side effect that the
// test does not know ends the run with a message that shows how to mock it.

import { compile } from "@ironweave/jq";
import type { Json, JsonObject } from "@ironweave/jq";
import type { TaskExecution } from "@ironweave/schema/run";
import { durationMs } from "@ironweave/schema/run";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { STANDARD_ERRORS, standardErrorType } from "../errors/standard-error.ts";
import type { StandardErrorKind } from "../errors/standard-error.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import type { ActionCall } from "../host.ts";
import type { Mock, MockedCall, SeenCall } from "./workflow-test.ts";

function isKind(word: string): word is StandardErrorKind {
  return Object.hasOwn(STANDARD_ERRORS, word);
}

/** The URI of an error type that may be given by its last word. */
export function errorType(type: string): string {
  return isKind(type) ? standardErrorType(type) : type;
}

function faultOf(error: JsonObject): WorkflowFault {
  const type = typeof error["type"] === "string" ? error["type"] : "runtime";
  const standard = isKind(type) ? STANDARD_ERRORS[type] : undefined;
  const status = typeof error["status"] === "number" ? error["status"] : (standard?.status ?? 500);
  const title = typeof error["title"] === "string" ? error["title"] : standard?.title;
  const detail = typeof error["detail"] === "string" ? error["detail"] : undefined;
  return new WorkflowFault({
    type: errorType(type),
    status,
    ...(title === undefined ? {} : { title }),
    ...(detail === undefined ? {} : { detail }),
  });
}

/** The arguments with the expressions that read secrets evaluated, as an action's process would. */
export function revealArguments(value: Json, scope: JsonObject, secrets: JsonObject): Json {
  if (isJsonArray(value)) return value.map((item) => revealArguments(item, scope, secrets));
  if (!isJsonObject(value)) return value;
  const deferred = value["ironweave:deferred"];
  const expression = member(deferred, "expression");
  if (typeof expression !== "string") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealArguments(item, scope, secrets)]));
  }
  const variables: JsonObject = { ...scope, secrets, authorization: null };
  try {
    const program = compile(expression, { variables: Object.keys(variables) });
    return program.run(member(deferred, "input") ?? null, { variables })[0] ?? null;
  } catch {
    throw standardFault("authorization", `\${ ${expression} } cannot be evaluated; give the test the secrets it reads`);
  }
}

/** What the run has asked for so far, and the mocks that answer. */
export interface MockedActions {
  readonly seen: readonly SeenCall[];
  /** Side effects that no mock answered, a sentence each. */
  readonly refused: readonly string[];
  perform(call: ActionCall, sleep: (delayMs: number) => Promise<void>): Promise<Json>;
  /** For `run: workflow`. */
  performWorkflow(execution: TaskExecution, args: Json): Promise<Json>;
}

/** How mocks are read. A dry run has no secrets and would rather go on than be strict. */
export interface MockedActionsOptions {
  /** Values that arguments are completed with; without them arguments stay as the run gave them. */
  readonly secrets?: JsonObject;
  /** What answers a call beyond the last that a mock lists. @default "refuse" */
  readonly beyondLast?: "refuse" | "repeat";
}

/** Mocks by task reference or name; a reference wins. */
export function mockedActions(
  mocks: Readonly<Record<string, Mock>>,
  { secrets, beyondLast = "refuse" }: MockedActionsOptions,
): MockedActions {
  const seen: SeenCall[] = [];
  const refused: string[] = [];
  const counts = new Map<string, number>();

  const refuse = (sentence: string): never => {
    refused.push(sentence);
    throw standardFault("configuration", sentence, { title: "not_mocked" });
  };
  const answer = ({ task, name }: TaskExecution, action: string, args: Json): MockedCall => {
    seen.push({ task, name, action, arguments: args });
    const key = [task, name].find((each) => Object.hasOwn(mocks, each));
    const mock = key === undefined ? undefined : mocks[key];
    if (key === undefined || mock === undefined) {
      return refuse(`${task} calls ${action}, which tests do not do: mock it, e.g. mocks: { ${name}: { output: … } }`);
    }
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (mock.calls === undefined) return mock;
    const last = beyondLast === "repeat" ? mock.calls.at(-1) : undefined;
    return (
      mock.calls[count - 1] ??
      last ??
      refuse(`${task} is called for the ${count}. time, its mock has ${mock.calls.length}`)
    );
  };
  const finish = ({ error, output }: MockedCall): Json => {
    if (error !== undefined) throw faultOf(error);
    return output ?? null;
  };
  return {
    seen,
    refused,
    async perform(call, sleep) {
      const args = secrets === undefined ? call.arguments : revealArguments(call.arguments, call.scope, secrets);
      const mocked = answer(call.execution, call.action, args);
      const delayMs = mocked.delay === undefined ? 0 : (durationMs(mocked.delay) ?? 0);
      if (delayMs > 0) await sleep(delayMs);
      return finish(mocked);
    },
    async performWorkflow(execution, args) {
      return finish(answer(execution, "workflow", args));
    },
  };
}
