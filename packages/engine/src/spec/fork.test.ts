// SPEC.md, P: fork; X3 and X4: cancellation.

import { expect, test } from "vitest";
import { faultOf, outputOf } from "../testing/outcomes.ts";
import { runYaml } from "../testing/run-yaml.ts";

const after = (seconds: number, then: string) => `{ do: [ { w: { wait: PT${seconds}S } }, { x: ${then} } ] }`;
const fork = (branches: string, compete = false) =>
  `do: [ { f: { fork: { compete: ${compete}, branches: [ ${branches} ] } } }, { z: { set: { z: '\${ . }' } } } ]`;
const raise = (type: string) => `{ raise: { error: { type: ${type}, status: 1 } } }`;

test("[P1] outputs come in declared order, whatever order they were made in", async () => {
  const yaml = fork(
    `{ a: ${after(3, "{ set: '${ .n + 1 }' }").replace("'${ .n + 1 }'", "{ a: '${ .n }' }")} }, { b: { set: { b: '\${ .n }' } } }, { c: ${after(1, "{ set: { c: 1 } }")} }`,
  );
  const { outcome, events } = await runYaml(yaml, { n: 1 }, { startAt: 0 });
  expect(outcome).toEqual({ status: "completed", output: { z: [{ a: 1 }, { b: 1 }, { c: 1 }] } });
  expect(events.at(-1)?.at).toBe(3000);
  expect(events.flatMap((event) => (event.type === "task.started" ? [event.name] : [])).slice(0, 2)).toEqual([
    "f",
    "a",
  ]);
});

test("[P2] the first fault cancels the other branches", async () => {
  const yaml = fork(`{ a: ${after(1, raise("first"))} }, { b: ${after(9, raise("second"))} }`);
  const { outcome, events } = await runYaml(yaml, null, { startAt: 0 });
  expect(outcome).toMatchObject({
    status: "faulted",
    error: { type: "first", instance: "/do/0/f/fork/branches/0/a/do/1/x" },
  });
  expect(events.filter(({ type }) => type === "task.cancelled")).toMatchObject([
    { task: "/do/0/f/fork/branches/1/b/do/0/w", at: 1000 },
    { task: "/do/0/f/fork/branches/1/b", at: 1000 },
  ]);
});

test("[P3] the first branch to complete wins", async () => {
  const yaml = fork(
    `{ a: ${after(5, "{ set: { a: 1 } }")} }, { b: ${after(2, "{ set: { b: 1 } }")} }, { c: ${after(1, raise("lost"))} }`,
    true,
  );
  const { outcome, events } = await runYaml(yaml, null, { startAt: 0 });
  expect(outcome).toEqual({ status: "completed", output: { z: { b: 1 } } });
  expect(events.at(-1)?.at).toBe(2000);
  const failed = fork(`{ a: ${after(2, raise("late"))} }, { b: ${after(1, raise("early"))} }`, true);
  expect(await faultOf(failed)).toMatchObject({ kind: "early" });
});

test("[P4] end in a branch cancels the others and completes the workflow", async () => {
  for (const compete of [false, true]) {
    const yaml = fork(
      `{ a: ${after(5, "{ set: { a: 1 } }")} }, { b: ${after(1, "{ set: { b: 1 }, then: end }")} }`,
      compete,
    );
    const { outcome, events } = await runYaml(yaml, null, { startAt: 0 });
    expect(outcome).toEqual({ status: "completed", output: { b: 1 } });
    expect(events.filter(({ type }) => type === "task.cancelled")).toHaveLength(2);
  }
});

test("[P5] exit completes the branch; a name cannot leave it", async () => {
  expect(await outputOf(fork("{ a: { set: 1, then: exit } }, { b: { set: 2, then: continue } }"))).toEqual({
    z: [1, 2],
  });
  expect(await faultOf(fork("{ a: { set: 1, then: b } }, { b: { set: 2 } }"))).toMatchObject({
    kind: "configuration 400",
    instance: "/do/0/f/fork/branches/0/a",
  });
});

const cancelledAfter = (yaml: string, delayMs: number) =>
  runYaml(yaml, null, {
    startAt: 0,
    before: (host) => host.after(delayMs, () => host.cancel()),
    actions: async (_, { sleep }) => {
      await sleep(60_000);
      return null;
    },
  });

const TRY = (body: string) =>
  `do: [ { t: { try: [ ${body} ], catch: { retry: { delay: PT10S, limit: { attempt: { count: 5 } } }, do: [ { no: { set: 1 } } ] } } } ]`;

test.each([
  ["a wait", "do: [ { w: { wait: PT1M } } ]", ["w"]],
  ["a call", "do: [ { c: { call: http, with: {} } } ]", ["c"]],
  ["a listen", "do: [ { l: { listen: { to: { any: [] } } } } ]", ["l"]],
  ["a fork", fork(`{ a: { wait: PT1M } }, { b: ${after(9, "{ set: 1 }")} }`), ["a", "w", "b", "f"]],
  ["a loop", "do: [ { l: { for: { in: '[1]' }, do: [ { w: { wait: PT1M } } ] } } ]", ["w", "l"]],
  ["a try", TRY("{ w: { wait: PT1M } }"), ["w", "t"]],
  ["a retry delay", TRY("{ r: { raise: { error: { type: x, status: 1 } } } }"), ["t"]],
  ["a timeout", "do: [ { w: { timeout: { after: PT2M }, wait: PT1M } } ]", ["w"]],
  [
    "an extension",
    "use: { extensions: [ { e: { extend: set, before: [ { w: { wait: PT1M } } ] } } ] }\ndo: [ { s: { set: 1 } } ]",
    ["w", "s"],
  ],
])("[X3] a run is cancelled in %s", async (_, yaml, names) => {
  const { outcome, events } = await cancelledAfter(yaml, 5000);
  expect(outcome).toEqual({ status: "cancelled" });
  const cancelled = events.filter(({ type }) => type.endsWith(".cancelled"));
  expect(cancelled.flatMap((event) => ("name" in event ? [event.name] : []))).toEqual(names);
  expect(events.at(-1)).toMatchObject({ type: "workflow.cancelled", at: 5000 });
});

test.each([
  ["a fork", "fork: { branches: [ { a: { wait: PT1S } }, { b: { wait: PT1S } } ] }"],
  [
    "a loop side by side",
    "for: { in: '[1, 2]' }, do: [ { a: { wait: PT1S } } ], metadata: { ironweave: { concurrency: 2 } }",
  ],
])("[P7] %s in a loop ends where its data would be larger than 16 MiB", async (_, task) => {
  const { outcome } = await runYaml(
    `do: [ { l: { for: { in: '[range(60)]' }, do: [ { t: { ${task} } } ] } } ]`,
    "twice",
  );
  expect(outcome).toMatchObject({
    status: "faulted",
    error: { title: "payload_too_large", status: 500, instance: "/do/0/l/do/0/t" },
  });
});

test("[X4] cancellation is neither caught nor retried", async () => {
  const { events, tasks } = await cancelledAfter(TRY("{ c: { call: http, with: {} } }"), 5000);
  expect(tasks).toEqual(["t", "c"]);
  expect(events.map(({ type }) => type)).not.toContain("task.retried");
});

test("[X4] a run cancelled before it begins starts no wait", async () => {
  const { outcome } = await runYaml("do: [ { w: { wait: PT1S } } ]", null, { before: (host) => host.cancel() });
  expect(outcome).toEqual({ status: "cancelled" });
});
