// SPEC.md, L6 and L7: a loop whose iterations run side by side. P6: many branches.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { standardFault } from "../errors/workflow-fault.ts";
import { createMemoryHost } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import { faultOf, outputOf } from "../testing/outcomes.ts";
import { parseDocument, runYaml } from "../testing/run-yaml.ts";

const loop = (tasks: string, concurrency: number | string = 3, rest = "") =>
  `do: [ { l: { for: { in: .xs, each: x }, do: [ ${tasks} ], metadata: { ironweave: { concurrency: ${concurrency} } } ${rest} } } ]`;
const rest = "{ w: { wait: { seconds: '${ $x }' } } }";

test("[L6] iterations run side by side, a limited number at a time; the output has one entry for each item, in order", async () => {
  const yaml = loop("{ w: { wait: '${ {seconds: $x} }' } }, { a: { set: '${ [$x, $index, .k] }' } }");
  const { outcome, events } = await runYaml(yaml, { xs: [5, 1, 1, 1], k: 9 }, { startAt: 0 });
  expect(outcome).toEqual({
    status: "completed",
    output: [
      [5, 0, 9],
      [1, 1, 9],
      [1, 2, 9],
      [1, 3, 9],
    ],
  });
  const began = events.flatMap((event) => (event.type === "task.started" && event.name === "w" ? [event.at] : []));
  expect(began).toEqual([0, 0, 0, 1000]);
  expect(events.at(-1)?.at).toBe(5000);
});

test("[L6] nothing to go through gives an empty array", async () => {
  expect(await outputOf(loop("{ a: { set: 1 } }"), { xs: [] })).toEqual([]);
});

test("[L6] no more run at a time than is allowed", async () => {
  for (const width of [1, 4, 2000]) {
    let open = 0;
    let most = 0;
    const { outcome } = await runYaml(
      loop("{ c: { call: http, with: { method: get, endpoint: http://x.test } } }", width),
      { xs: Array.from({ length: 30 }, (_, index) => index) },
      {
        actions: async (_call, { sleep }) => {
          open += 1;
          most = Math.max(most, open);
          await sleep(10);
          open -= 1;
          return null;
        },
      },
    );
    expect(outcome.status).toBe("completed");
    expect(most).toBe(Math.min(width, 30));
  }
});

test("[L6] the first fault cancels the others, and no more begin", async () => {
  const yaml = loop("{ c: { call: http, with: { method: get, endpoint: 'http://x.test/{x}', body: '${ $x }' } } }", 2);
  const { outcome, events } = await runYaml(
    yaml,
    { xs: [9, 1, 2, 3] },
    {
      startAt: 0,
      actions: async ({ execution }, { sleep }) => {
        await sleep(execution.iteration[0] === 1 ? 10 : 1000);
        if (execution.iteration[0] === 1) throw standardFault("communication", "no", { status: 503 });
        return null;
      },
    },
  );
  expect(outcome).toMatchObject({ status: "faulted", error: { status: 503, instance: "/do/0/l/do/0/c" } });
  expect(events.flatMap((event) => ("iteration" in event ? [`${event.type} ${event.iteration.join()}`] : []))).toEqual([
    "task.started ",
    "task.started 0",
    "task.started 1",
    "task.faulted 1",
    "task.cancelled 0",
    "task.faulted ",
  ]);
  expect(events.at(-1)?.at).toBe(10);
});

test("[L6] exit ends its iteration, end the workflow", async () => {
  const exit = "{ a: { switch: [ { out: { when: '$x == 2', then: exit } } ] } }, { b: { set: '${ $x }' } }";
  expect(await outputOf(loop(exit), { xs: [1, 2, 3] })).toEqual([1, { xs: [1, 2, 3] }, 3]);
  const end = "{ w: { wait: '${ {seconds: $x} }' } }, { b: { set: '${ $x }', then: end } }";
  expect(await outputOf(loop(end), { xs: [3, 1, 2] })).toBe(1);
});

test("[L7] a concurrency that is none, and `while`, are configuration faults", async () => {
  for (const wrong of ["0", "2001", "1.5", "'3'"]) {
    expect(await faultOf(loop(rest, wrong), { xs: [] })).toMatchObject({ kind: "configuration 400" });
  }
  expect(await faultOf(loop(rest, 2, ", while: true"), { xs: [] })).toMatchObject({ kind: "configuration 400" });
});

test("[K5] a loop side by side stops with no more open than its width, and goes on without running anything twice", async () => {
  const document = parseDocument(
    loop(
      "{ w: { wait: PT1S } }, { c: { call: http, with: { method: get, endpoint: http://x.test, body: '${ $x }' } } }",
      4,
    ),
  );
  const xs = Array.from({ length: 50 }, (_, index) => index);
  let asked = 0;
  let pieces = 0;
  const host = createMemoryHost({
    startAt: 0,
    shouldCheckpoint: () => (asked += 1) % 7 === 0,
    actions: async ({ execution }) => execution.iteration[0] ?? null,
  });
  let outcome = await runWorkflow({ document, input: { xs }, host, run: { id: "r" } });
  while (outcome.status === "checkpoint") {
    pieces += 1;
    const text = JSON.stringify(outcome.frames);
    expect(text.split('"at":').length - 1).toBeLessThanOrEqual(4 + 2);
    const resume: Json = JSON.parse(text);
    outcome = await runWorkflow({ document, input: null, host, run: { id: "r" }, resume });
  }
  expect(outcome).toEqual({ status: "completed", output: xs });
  expect(pieces).toBeGreaterThan(5);
  expect(host.calls.map(({ execution }) => execution.iteration[0]).toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(xs);
});

test("[P6] a host may ask for a pause while many branches begin; what comes out is the same", async () => {
  const branches = Array.from({ length: 250 }, (_, index) => ({ [`b${index}`]: { set: { at: index } } }));
  const document = { ...Object(parseDocument("do: []")), do: [{ f: { fork: { branches } } }] } as Json;
  let pauses = 0;
  const host = { ...createMemoryHost(), pause: async () => void (pauses += 1) };
  const outcome = await runWorkflow({ document, input: null, host, run: { id: "r" } });
  expect(outcome).toEqual({ status: "completed", output: branches.map((_, at) => ({ at })) });
  expect(pauses).toBe(2);
});
