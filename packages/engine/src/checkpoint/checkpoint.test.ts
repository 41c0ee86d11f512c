// SPEC.md, K3 to K6: what the property does not show.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { createMemoryHost } from "../memory-host/index.ts";
import type { MemoryHostOptions } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import { parseDocument } from "../testing/run-yaml.ts";

/** Runs a text with a JSON round trip at every checkpoint; tells the frames. */
async function runInPieces(yaml: string, input: Json, options: MemoryHostOptions) {
  const document = parseDocument(yaml);
  const host = createMemoryHost({ startAt: 0, ...options });
  const frames: string[] = [];
  let outcome = await runWorkflow({ document, input, host, run: { id: "r" } });
  while (outcome.status === "checkpoint") {
    frames.push(JSON.stringify(outcome.frames));
    outcome = await runWorkflow({
      document,
      input: null,
      host,
      run: { id: "r" },
      resume: JSON.parse(frames.at(-1) ?? ""),
    });
  }
  return { outcome, frames, events: host.events };
}

/** True at every nth boundary. */
function everyNth(n: number): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count % n === 0;
  };
}

test("[K5] the frames of a loop over 20,000 items are small", async () => {
  const yaml = `do: [ { l: { for: { each: x, in: '[range(20000)]' }, do: [ { a: { set: { n: '\${ .n + $x }' } } } ] } } ]`;
  const { outcome, frames } = await runInPieces(yaml, { n: 0 }, { shouldCheckpoint: everyNth(1000) });
  expect(outcome).toEqual({ status: "completed", output: { n: 199_990_000 } });
  expect(frames).toHaveLength(20);
  expect(Math.max(...frames.map((each) => each.length))).toBeLessThan(600);
}, 60_000);

test("[K5] a collection of the input stands in the frame once, one of the context too", async () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({ index }));
  const size = JSON.stringify(items).length;
  const loop = (source: string) =>
    `do: [ { c: { set: '\${ . }', export: { as: . } } }, { d: { do: [ { l: { for: { in: ${source} }, do: [ { a: { set: '\${ $item }' } } ] } } ] } } ]`;
  for (const source of [".xs", "$context.xs"]) {
    const { outcome, frames } = await runInPieces(loop(source), { xs: items }, { shouldCheckpoint: everyNth(300) });
    expect(outcome).toEqual({ status: "completed", output: { index: 999 } });
    // The context is the same value as the input; the collection of `$context` is kept beside it, since it may change.
    expect(Math.max(...frames.map((each) => each.length))).toBeLessThan((source === ".xs" ? 1 : 2) * size + 1000);
  }
}, 60_000);

test("[K3] a wait in one branch does not hold a checkpoint up; finished branches keep their results", async () => {
  const yaml = `
do:
  - f:
      fork:
        branches:
          - year: { wait: P1Y }
          - loop: { for: { in: '[range(6)]' }, do: [ { w: { wait: PT1S } } ] }
          - done: { set: { done: true } }`;
  let asked = 0;
  const checkpoints: number[] = [];
  const document = parseDocument(yaml);
  const host = createMemoryHost({ startAt: 0, shouldCheckpoint: () => (asked += 1) % 3 === 0 });
  let outcome = await runWorkflow({ document, input: 1, host, run: { id: "r" } });
  while (outcome.status === "checkpoint") {
    checkpoints.push(host.now());
    const resume: Json = JSON.parse(JSON.stringify(outcome.frames));
    outcome = await runWorkflow({ document, input: null, host, run: { id: "r" }, resume });
  }
  expect(outcome).toEqual({ status: "completed", output: [1, 1, { done: true }] });
  expect(checkpoints.length).toBeGreaterThan(0);
  expect(Math.max(...checkpoints)).toBeLessThan(10_000);
  expect(host.events.at(-1)?.at).toBe(365 * 86_400_000);
  expect(host.events.filter(({ type }) => type === "task.started")).toHaveLength(10);
});

test("[K3] a race that is decided while branches are stopped journals them as cancelled", async () => {
  const yaml = `
do:
  - f:
      fork:
        compete: true
        branches:
          - slow: { call: http, with: {} }
          - loop: { do: [ { a: { wait: PT1S } }, { b: { wait: PT1H } } ] }`;
  const { outcome, events } = await runInPieces(yaml, null, {
    shouldCheckpoint: everyNth(3),
    actions: async (_, { sleep }) => {
      await sleep(5000);
      return "won";
    },
  });
  expect(outcome).toEqual({ status: "completed", output: "won" });
  expect(events.flatMap((event) => (event.type === "task.cancelled" ? [event.name] : []))).toEqual(["loop"]);
});

test("[K4] deadlines, retries, start times and the context survive", async () => {
  const yaml = `
timeout: { after: PT1H }
do:
  - s: { set: { at: '\${ $workflow.startedAt.epoch.milliseconds }' }, export: { as: '[1]' } }
  - t:
      try: [ { w: { timeout: { after: PT3S }, do: [ { a: { wait: PT2S } }, { b: { wait: PT2S } } ] } } ]
      catch: { retry: { delay: PT1S, limit: { attempt: { count: 2 } } }, do: [ { h: { set: { n: '\${ $context }', at: '\${ $workflow.startedAt.epoch.milliseconds }' } } } ] }`;
  const { outcome, frames, events } = await runInPieces(yaml, null, { shouldCheckpoint: () => true });
  expect(outcome).toEqual({ status: "completed", output: { n: [1], at: 0 } });
  expect(frames.length).toBeGreaterThan(5);
  expect(events.flatMap(({ type, at }) => (type === "task.retried" ? [at] : []))).toEqual([3000, 7000]);
  expect(events.at(-1)?.at).toBe(11_000);
});

test("[K4] a deferred error survives", async () => {
  const yaml = `
do:
  - r: { raise: { error: { type: 'urn:e', status: 500, title: T, detail: D } }, metadata: { ironweave: { deferred: true } } }
  - a: { wait: PT2S }
  - b: { set: '\${ $workflow.failure.title }' }
  - c: { wait: PT2S }`;
  const { outcome, frames } = await runInPieces(yaml, null, { shouldCheckpoint: () => true });
  const error = { type: "urn:e", status: 500, title: "T", detail: "D", instance: "/do/0/r" };
  expect(outcome).toEqual({ status: "faulted", error });
  expect(frames.length).toBeGreaterThan(2);
});

test("[K4] a listen keeps what it has consumed", async () => {
  const yaml = `
do:
  - f:
      fork:
        branches:
          - l: { listen: { to: { all: [ { with: { type: a } }, { with: { type: b } } ] } } }
          - t: { do: [ { w: { wait: PT5S } }, { x: { wait: PT5S } }, { y: { wait: PT5S } } ] }`;
  const document = parseDocument(yaml);
  const host = createMemoryHost({ startAt: 0, shouldCheckpoint: everyNth(2) });
  host.after(1000, () => host.deliver({ type: "a", data: 1 }));
  host.after(20_000, () => host.deliver({ type: "b", data: 2 }));
  let outcome = await runWorkflow({ document, input: 0, host, run: { id: "r" } });
  let checkpoints = 0;
  for (; outcome.status === "checkpoint"; checkpoints += 1) {
    const resume: Json = JSON.parse(JSON.stringify(outcome.frames));
    outcome = await runWorkflow({ document, input: null, host, run: { id: "r" }, resume });
  }
  expect(outcome).toEqual({ status: "completed", output: [[1, 2], 0] });
  expect(checkpoints).toBeGreaterThan(0);
});

test("[K4] functions, extensions and foreach continue where they stopped", async () => {
  const yaml = `
use:
  functions: { f: { do: [ { a: { set: { n: '\${ .n + 1 }' } } }, { b: { set: { n: '\${ .n + 1 }' } } } ] } }
  extensions: [ { e: { extend: call, before: [ { x: { set: 1 } }, { y: { set: 2 } } ], after: [ { z: { set: 3 } }, { zz: { set: 4 } } ] } } ]
do:
  - c: { call: f, with: { n: '\${ .n }' } }
  - l: { listen: { to: { any: [], until: length == 2 } }, foreach: { do: [ { p: { set: '\${ $item }' } }, { q: { set: '\${ . + 1 }' } } ] } }`;
  const send: MemoryHostOptions = {};
  const document = parseDocument(yaml);
  const trace = async (shouldCheckpoint: () => boolean) => {
    const host = createMemoryHost({ ...send, startAt: 0, shouldCheckpoint });
    for (const data of [5, 6]) host.deliver({ type: "a", data });
    let outcome = await runWorkflow({ document, input: { n: 1 }, host, run: { id: "r" } });
    while (outcome.status === "checkpoint") {
      const resume: Json = JSON.parse(JSON.stringify(outcome.frames));
      outcome = await runWorkflow({ document, input: null, host, run: { id: "r" }, resume });
    }
    return { outcome, events: host.events };
  };
  const whole = await trace(() => false);
  expect(whole.outcome).toEqual({ status: "completed", output: [6, 7] });
  expect(await trace(() => true)).toEqual(whole);
});

test("[K6] frames that are none are refused", async () => {
  const host = createMemoryHost();
  const resume = async (frames: Json) =>
    runWorkflow({ document: { do: [] }, input: null, host, run: { id: "r" }, resume: frames });
  await expect(resume(null)).rejects.toThrow("checkpoint layout undefined is not the one this engine reads (1)");
  await expect(resume({ layout: 2 })).rejects.toThrow("layout 2");
  await expect(resume({ layout: 1 })).rejects.toThrow("the checkpoint is damaged");
});
