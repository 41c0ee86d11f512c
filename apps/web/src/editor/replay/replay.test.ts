import { compileGraph } from "@ironweave/schema";
import type { Json } from "@ironweave/jq";
import type { RunEvent, WorkflowError } from "@ironweave/schema/run";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { dryRun, type DryRunPlan } from "../dry-run/dry-run.ts";
import { sideEffects } from "../dry-run/side-effects.ts";
import { indexGraph } from "../kernels/graph-index.ts";
import { compareRuns, gaveAnother, words } from "./compare-runs.ts";
import { withRecording } from "./open-replay.ts";
import { recordedAnswers } from "./recorded-answers.ts";
import { readRecordedRun, type PastRuns } from "./recorded-run.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: a, name: b, version: '1.0.0' }\n";
const call = (path: string) => `call: http, with: { method: get, endpoint: 'https://a.test/${path}' }`;

/** Runs a definition with mocks, as if it had happened, and gives it as the server would. */
async function happened(text: string, plan: Pick<DryRunPlan, "mocks"> & Partial<DryRunPlan>): Promise<PastRuns> {
  const document = load(HEAD + text) as Json;
  const { events } = await dryRun({ document, input: { hosts: ["x", "y", "z"] }, events: [], pins: {}, ...plan });
  const version = { number: 3, text: HEAD + text };
  return {
    openRun: async (id) => ({
      id,
      workflowId: "w",
      status: "faulted",
      version,
      input: { hosts: ["x", "y", "z"] },
      lastSeq: events.length,
    }),
    runEvents: async (_id, after) => ({ events: events.slice(after, after + 4), done: after + 4 >= events.length }),
  };
}

async function replayed(runs: PastRuns, text: string, mocks: DryRunPlan["mocks"] = {}) {
  const run = await readRecordedRun(runs, "w", "r");
  if ("refused" in run) throw new Error(run.refused);
  const document = load(HEAD + text) as Json;
  const index = indexGraph(compileGraph(document));
  const effects = sideEffects(index, document);
  const steps = recordedAnswers(
    run,
    document,
    effects.map(({ task }) => task),
  );
  const plan = { document, input: run.input, mocks, events: [], pins: {} };
  const result = await dryRun(withRecording(plan, { run, steps }, effects, index));
  const differences = compareRuns(run, result.events).map(
    ({ name, before, now, otherOutputs }) =>
      `${name}: ${words(before)} → ${words(now)}${otherOutputs === 0 ? "" : `, ${otherOutputs} other`}`,
  );
  return { steps, result, differences, another: gaveAnother(run, result.events) };
}

const LOOP = `do:
  - each:
      for: { each: host, in: .hosts }
      do:
        - ask: { ${call("{host}")} }
        - keep: { set: { last: '\${ .state.now }' } }
`;
const answers = (...states: readonly Json[]) => ({ calls: states.map((state) => ({ output: { state } })) });

test("each pass of a loop gets its own answer, also where an earlier pass does not ask any more", async () => {
  const runs = await happened(LOOP, { mocks: { ask: answers({ now: 1 }, { now: 2 }, { now: 3 }) } });
  const { result, differences } = await replayed(runs, LOOP.replace("- ask: {", "- ask: { if: '$host != \"y\"',"));
  expect(result.calls.map(({ answer }) => answer)).toEqual([{ state: { now: 1 } }, { state: { now: 3 } }]);
  expect(result.unanswered).toEqual([]);
  expect(differences[0]).toBe("ask: completed 3 times → completed 2 times, skipped");
});

test("behind the point where the run failed, the next pass has no answer", async () => {
  const runs = await happened(LOOP, { mocks: { ask: answers({ now: 1 }, "down") } });
  const mended = LOOP.replace(".state.now }", ".state.now? }");
  const { result, differences } = await replayed(runs, mended);
  expect(result.unanswered).toEqual([{ task: "/do/0/each/do/0/ask", name: "ask", iteration: [2], attempt: 1 }]);
  expect(differences).toContain("ask: completed 2 times → completed 2 times, failed");
});

test("a recorded fault comes again, and a catch around it would have caught it", async () => {
  const runs = await happened(`do:\n  - ask: { ${call("x")} }\n`, {
    mocks: { ask: { error: { type: "communication", status: 503, title: "down" } } },
  });
  const fixed = `do:\n  - ask: { ${call("x")} }\n`;
  const again = await replayed(runs, fixed);
  expect(again.result.end).toMatchObject({ type: "faulted", error: { status: 503, title: "down" } });
  expect(again.differences).toEqual([]);
  const caught = await replayed(runs, `do:\n  - before: { set: { a: 1 } }\n  - ask: { ${call("x")} }\n`);
  expect(caught.differences).toEqual(["before: did not run → completed"]);
});

test("a call that the run never made is named and ends the replay; a typed answer goes on", async () => {
  const runs = await happened(`do:\n  - ask: { ${call("x")} }\n`, { mocks: { ask: { output: { a: 1 } } } });
  const text = `do:\n  - ask: { ${call("x")} }\n  - added: { ${call("y")} }\n`;
  const first = await replayed(runs, text);
  expect(first.steps.map(({ missing }) => missing)).toEqual([undefined, "not-reached"]);
  expect(first.result.unanswered).toEqual([{ task: "/do/1/added", name: "added", iteration: [], attempt: 1 }]);
  expect(first.result.end).toMatchObject({ type: "faulted", error: { title: "not_mocked" } });
  const second = await replayed(runs, text, { added: { output: { b: 2 } } });
  expect([second.result.end, second.result.unanswered]).toEqual([{ type: "completed", output: { b: 2 } }, []]);
});

test("what output.as made of an answer is not made again; where output.as was edited there is no answer", async () => {
  const text = (as: string) => `do:\n  - ask: { ${call("x")}, output: { as: '\${ ${as} }' } }\n`;
  const runs = await happened(text(".n + 1"), { mocks: { ask: { output: { n: 1 } } } });
  const same = await replayed(runs, text(".n + 1"));
  expect([same.steps[0]?.transformed, same.result.end]).toEqual([true, { type: "completed", output: 2 }]);
  const other = await replayed(runs, text(".n + 2"));
  expect([other.steps[0]?.missing, other.result.unanswered.length]).toEqual(["transformed-otherwise", 1]);
  const typed = await replayed(runs, text(".n + 1"), { ask: { output: { n: 5 } } });
  expect(typed.result.end).toEqual({ type: "completed", output: 6 });
});

test("a step that asks otherwise than then is told, wherever it went in the same scope", async () => {
  const runs = await happened(`do:\n  - ask: { ${call("x")} }\n`, { mocks: { ask: { output: 1 } } });
  const { steps, result } = await replayed(runs, `do:\n  - first: { set: 1 }\n  - ask: { ${call("other")} }\n`);
  expect(steps[0]).toMatchObject({ task: "/do/1/ask", asksOtherwise: true });
  expect(result.end).toEqual({ type: "completed", output: 1 });
});

test("a fault inside of the task is no answer of the outside", async () => {
  const error: WorkflowError = { type: "https://serverlessworkflow.io/spec/1.0.0/errors/expression", status: 400 };
  const at = { task: "/do/0/ask", name: "ask", execution: 1, iteration: [], attempt: 1, at: 0 };
  const events: readonly RunEvent[] = [{ type: "task.faulted", error, seq: 1, ...at }];
  const document = load(`${HEAD}do:\n  - ask: { ${call("x")} }\n`) as Json;
  const run = { id: "r", version: 1, document, input: null, ended: true, events, outputs: new Map<number, string>() };
  expect(recordedAnswers(run, document, ["/do/0/ask"])).toMatchObject([{ answers: [], missing: "failed-inside" }]);
});

test("what a step had heard is heard again", async () => {
  const text = "do:\n  - hear: { listen: { to: { one: { with: { type: t } } } } }\n";
  const runs = await happened(text, { mocks: {}, events: [{ event: { type: "t", data: { a: 1 } } }] });
  const { result } = await replayed(runs, `${text}  - added: { set: '\${ .[0].a }' }\n`);
  expect(result.end).toEqual({ type: "completed", output: 1 });
});

test("runs of other workflows and runs that are too long are refused", async () => {
  const runs = await happened(LOOP, { mocks: { ask: answers({ now: 1 }) } });
  expect(await readRecordedRun(runs, "other", "r")).toEqual({ refused: "This run is of another workflow." });
  const long: PastRuns = { ...runs, openRun: async (id) => ({ ...(await runs.openRun(id)), lastSeq: 10_001 }) };
  expect(await readRecordedRun(long, "w", "r")).toMatchObject({ refused: expect.stringContaining("too many") });
});

test("what every step gave is compared too, and what the run gave; the order of keys does not count", async () => {
  const text = `do:
  - ask: { ${call("a")} }
  - shape: { set: { x: '\${ .n }', y: 1 } }
  - last: { set: { sum: '\${ .x + .y }' } }
`;
  const runs = await happened(text, { mocks: { ask: { calls: [{ output: { n: 1 } }] } } });
  const same = await replayed(runs, text.replace("x: '${ .n }', y: 1", "y: 1, x: '${ .n }'"));
  expect([same.differences, same.another]).toEqual([[], false]);
  const other = await replayed(runs, text.replace("y: 1", "y: 2"));
  expect([other.differences, other.another]).toEqual([
    ["shape: completed → completed, 1 other", "last: completed → completed, 1 other"],
    true,
  ]);
});
