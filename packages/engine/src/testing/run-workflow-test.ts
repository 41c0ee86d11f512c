// Runs one test of a workflow on the in-memory host, on the virtual clock, and compares. Pure: the same test gives the same
// result in Node and in a browser.

import { compile } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { visitTasks } from "@ironweave/schema";
import { durationMs } from "@ironweave/schema/run";
import { createMemoryHost } from "../memory-host/index.ts";
import type { MemoryHost } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import { expectationMismatches } from "./expectation-mismatches.ts";
import { mockedActions } from "./mocked-actions.ts";
import type { TestResult, WorkflowTest } from "./workflow-test.ts";

/** More tasks than this end a test: an endless `then` would otherwise never. */
const MAX_EXECUTIONS = 100_000;

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = compile("fromdateiso8601", {}).run(text)[0];
  return typeof seconds === "number" ? seconds * 1000 : undefined;
}

function milliseconds(duration: Json | undefined): number {
  return duration === undefined ? 0 : (durationMs(duration) ?? 0);
}

/** The result of the test; it passed where nothing mismatches. Rejects only for a bug of the engine. */
export async function runWorkflowTest(document: Json, test: WorkflowTest): Promise<TestResult> {
  const tasks = new Set<string>();
  const branches = new Set<string>();
  const path: string[] = [];
  const mocked = mockedActions(test.mocks ?? {}, { secrets: test.secrets ?? {} });
  const startAt = instantOf(test.startAt);
  let isOver = false;
  let isStuck = false;
  const host: MemoryHost = createMemoryHost({
    ...(startAt === undefined ? {} : { startAt }),
    actions: (call, environment) => mocked.perform(call, environment.sleep),
    workflows: ({ execution, namespace, name, version, input, wait }) =>
      mocked.performWorkflow(execution, { namespace, name, version, input, await: wait }),
    onEvent: (event) => {
      if (event.type !== "task.started") return;
      tasks.add(event.task);
      path.push(event.name);
    },
    onStuck: () => {
      if (isOver) return;
      isStuck = true;
      host.cancel();
    },
  });
  const startedAt = host.now();
  for (const [index, { event, after }] of (test.events ?? []).entries()) {
    const sent = { specversion: "1.0", id: `event-${index + 1}`, source: "test", ...event };
    if (after === undefined) host.deliver(sent);
    else host.after(milliseconds(after), () => host.deliver(sent));
  }
  if (test.cancelAfter !== undefined) host.after(milliseconds(test.cancelAfter), () => host.cancel());
  const outcome = await runWorkflow({
    document,
    input: test.input ?? null,
    host,
    run: { id: "test" },
    maxExecutions: MAX_EXECUTIONS,
    onBranch: (task, branch) => branches.add(`${task} ${branch}`),
  });
  isOver = true;
  if (outcome.status === "checkpoint") throw new Error("the in-memory host asked for no checkpoint");
  const result = {
    status: isStuck && outcome.status === "cancelled" ? ("waiting" as const) : outcome.status,
    ...(outcome.status === "completed" ? { output: outcome.output } : {}),
    ...(outcome.status === "faulted" ? { error: outcome.error } : {}),
    path,
    calls: mocked.seen,
    tasks,
    branches,
  };
  const known = new Set([...visitTasks(document)].flatMap(({ reference, name }) => [reference, name]));
  const unknown = Object.keys({ ...test.mocks, ...test.expect.calls }).filter((key) => !known.has(key));
  const found = {
    ...result,
    events: host.published,
    elapsedMs: host.now() - startedAt,
    refused: mocked.refused,
    unknown,
  };
  return { ...result, mismatches: expectationMismatches(test.expect, found) };
}
