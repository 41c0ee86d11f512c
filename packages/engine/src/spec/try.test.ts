// SPEC.md, T: try, retry, raise. Times are exact: the clock is virtual.

import { expect, test } from "vitest";
import type { Json } from "@ironweave/jq";
import { standardFault } from "../errors/workflow-fault.ts";
import type { ActionEnvironment } from "../memory-host/index.ts";
import { faultOf, outputOf } from "../testing/outcomes.ts";
import { runYaml } from "../testing/run-yaml.ts";

const COMMUNICATION = "https://serverlessworkflow.io/spec/1.0.0/errors/communication";
const CALL = "{ call: http, with: { method: get, endpoint: 'http://x.test' } }";

/** An action that fails so many times with 503, then gives "ok". */
function failing(times: number) {
  let left = times;
  return async (): Promise<Json> => {
    left -= 1;
    if (left >= 0) throw standardFault("communication", "unavailable", { status: 503 });
    return "ok";
  };
}

/** Milliseconds since the start at which each call was made, and how the run ended. */
async function callTimes(yaml: string, failures: number, options: { readonly seed?: number } = {}) {
  const times: number[] = [];
  const act = failing(failures);
  const { outcome, events } = await runYaml(yaml, null, {
    ...options,
    startAt: 0,
    actions: async (_call, { now }) => {
      times.push(now());
      return act();
    },
  });
  return { times, outcome, events };
}

const retrying = (retry: string, rest = "") =>
  `do: [ { t: { try: [ { c: ${CALL} } ], catch: { retry: ${retry}${rest} } } } ]`;

test("[T1] a fault is caught where every attribute named is equal", async () => {
  const yaml = (filter: string, rest = "") => `
do:
  - t:
      try: [ { r: { raise: { error: { type: urn:x, status: 409, title: Conflict, detail: why } } } } ]
      catch: { errors: { with: ${filter} }${rest}, do: [ { c: { set: { caught: true } } } ] }`;
  for (const filter of [
    "{}",
    "{ type: urn:x }",
    "{ status: 409, title: Conflict }",
    "{ detail: why, instance: /do/0/t/try/0/r }",
    "{ status: '${ 400 + 9 }' }",
  ]) {
    expect(await outputOf(yaml(filter)), filter).toEqual({ caught: true });
  }
  for (const filter of [
    "{ type: urn:y }",
    "{ status: 409, title: Other }",
    "{ instance: /do/0/t }",
    "{ colour: red }",
  ]) {
    expect(await faultOf(yaml(filter)), filter).toMatchObject({ kind: "urn:x", instance: "/do/0/t/try/0/r" });
  }
  expect(await outputOf(yaml("{}", ", when: $error.status == 409"))).toEqual({ caught: true });
  expect(await faultOf(yaml("{}", ", when: $error.status == 500"))).toMatchObject({ kind: "urn:x" });
  expect(await faultOf(yaml("{}", ", exceptWhen: $error.status == 409"))).toMatchObject({ kind: "urn:x" });
});

test("[T2] the three families of standard types are one", async () => {
  for (const type of [
    COMMUNICATION,
    "https://serverlessworkflow.io/dsl/errors/types/communication",
    "https://open-workflow-specification.org/spec/1.0.0/errors/communication",
    "https://open-workflow-specification.org/dsl/errors/types/communication",
  ]) {
    const yaml = `do: [ { t: { try: [ { c: ${CALL} } ], catch: { errors: { with: { type: '${type}' } }, do: [ { s: { set: '\${ $error.type }' } } ] } } } ]`;
    expect(await outputOf(yaml, null, { actions: failing(1) }), type).toBe(COMMUNICATION);
  }
  const other = `do: [ { t: { try: [ { c: ${CALL} } ], catch: { errors: { with: { type: 'https://example.com/spec/1.0.0/errors/communication' } } } } } ]`;
  expect(await faultOf(other, null, { actions: failing(1) })).toMatchObject({ kind: "communication 503" });
});

test("[T3] the error is a variable of the catch, by default $error", async () => {
  const yaml = (as: string, name: string) => `
do:
  - t:
      try: [ { r: { raise: { error: { type: urn:x, status: 1 } } } } ]
      catch: { ${as} when: '$${name}.status == 1', do: [ { c: { set: { error: '\${ $${name} }', input: '\${ . }' } } } ] }`;
  const expected = { error: { type: "urn:x", status: 1, instance: "/do/0/t/try/0/r" }, input: { n: 1 } };
  expect(await outputOf(yaml("", "error"), { n: 1 })).toEqual(expected);
  expect(await outputOf(yaml("as: err,", "err"), { n: 1 })).toEqual(expected);
});

test("[T4] the whole list is retried; catch.do runs once, after the retries", async () => {
  const yaml = `
do:
  - t:
      try: [ { a: { set: { n: 1 } } }, { c: ${CALL} } ]
      catch: { retry: { limit: { attempt: { count: 2 } } }, do: [ { handled: { set: { was: '\${ $error.status }' } } } ] }`;
  const { outcome, tasks } = await runYaml(yaml, null, { actions: failing(9) });
  expect(outcome).toEqual({ status: "completed", output: { was: 503 } });
  expect(tasks).toEqual(["t", "a", "c", "a", "c", "a", "c", "handled"]);
  const recovered = await runYaml(yaml, null, { actions: failing(2) });
  expect(recovered.outcome).toEqual({ status: "completed", output: "ok" });
  const unretried = `do: [ { t: { try: [ { c: ${CALL} } ], catch: { do: [ { h: { set: 1 } } ] } } } ]`;
  expect((await runYaml(unretried, null, { actions: failing(1) })).tasks).toEqual(["t", "c", "h"]);
});

test("[T5] count is how often the list is run again", async () => {
  const { times, outcome } = await callTimes(retrying("{ delay: PT1S, limit: { attempt: { count: 3 } } }"), 99);
  expect(times).toEqual([0, 1000, 2000, 3000]);
  expect(outcome).toMatchObject({ status: "faulted", error: { status: 503, instance: "/do/0/t/try/0/c" } });
});

test("[T6] delays are constant, linear or exponential", async () => {
  const limit = "limit: { attempt: { count: 4 } }";
  const times = async (retry: string) => (await callTimes(retrying(retry), 99)).times;
  expect(await times(`{ delay: { seconds: 3 }, ${limit} }`)).toEqual([0, 3000, 6000, 9000, 12_000]);
  expect(await times(`{ delay: { seconds: 3 }, backoff: { constant: {} }, ${limit} }`)).toEqual([
    0, 3000, 6000, 9000, 12_000,
  ]);
  expect(await times(`{ delay: { seconds: 3 }, backoff: { linear: {} }, ${limit} }`)).toEqual([
    0, 3000, 9000, 18_000, 30_000,
  ]);
  expect(await times(`{ delay: { seconds: 3 }, backoff: { exponential: {} }, ${limit} }`)).toEqual([
    0, 3000, 9000, 21_000, 45_000,
  ]);
});

test("[T14] an exponential backoff may name its multiplier", async () => {
  const retry = (multiplier: string) =>
    `{ delay: { seconds: 4 }, backoff: { exponential: { multiplier: ${multiplier} } }, limit: { attempt: { count: 3 } } }`;
  expect((await callTimes(retrying(retry("1.5")), 99)).times).toEqual([0, 4000, 10_000, 19_000]);
  expect((await callTimes(retrying(retry("0.5")), 99)).times).toEqual([0, 4000, 6000, 7000]);
  for (const wrong of ["0", "-1", "'2'", "1001"]) {
    expect((await callTimes(retrying(retry(wrong)), 99)).outcome).toMatchObject({
      status: "faulted",
      error: { title: "invalid_multiplier", status: 400 },
    });
  }
});

test("[T6] jitter is uniform in its range, from the seed", async () => {
  const retry = "{ delay: PT1S, jitter: { from: PT0.1S, to: PT0.5S }, limit: { attempt: { count: 50 } } }";
  const { times, events } = await callTimes(retrying(retry), 99, { seed: 7 });
  const delays = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(1100);
  expect(Math.max(...delays)).toBeLessThanOrEqual(1500);
  expect(new Set(delays).size).toBeGreaterThan(30);
  expect(events.flatMap((event) => (event.type === "task.retried" ? [event.delayMs] : []))).toEqual(delays);
  expect((await callTimes(retrying(retry), 99, { seed: 7 })).times).toEqual(times);
  expect((await callTimes(retrying(retry), 99, { seed: 8 })).times).not.toEqual(times);
});

test("[T7] limit.attempt.duration ends one attempt, which may be retried", async () => {
  const yaml = retrying(
    "{ delay: PT1S, limit: { attempt: { count: 1, duration: PT2S } } }",
    ", do: [ { h: { set: '${ $error }' } } ]",
  );
  const slow = async (_: unknown, { sleep }: ActionEnvironment) => {
    await sleep(Number.POSITIVE_INFINITY);
    return null;
  };
  const { outcome, events } = await runYaml(yaml, null, { actions: slow, startAt: 0 });
  expect(outcome).toMatchObject({ output: { status: 408, instance: "/do/0/t" } });
  expect(events.flatMap((event) => (event.type === "task.cancelled" ? [[event.name, event.at]] : []))).toEqual([
    ["c", 2000],
    ["c", 5000],
  ]);
});

test("[T7] limit.duration ends retrying", async () => {
  const { times } = await callTimes(retrying("{ delay: PT2S, limit: { duration: PT5S } }"), 99);
  expect(times).toEqual([0, 2000, 4000]);
});

test("[T8] when and exceptWhen decide whether an error is retried", async () => {
  const count = async (condition: string) =>
    (await callTimes(retrying(`{ ${condition}, limit: { attempt: { count: 2 } } }`), 99)).times.length;
  expect(await count("when: $error.status == 503")).toBe(3);
  expect(await count("when: $error.status == 500")).toBe(1);
  expect(await count("exceptWhen: $error.status == 503")).toBe(1);
});

test("[T9] without catch.do an exhausted fault goes on, an unretried one is swallowed", async () => {
  expect(await faultOf(retrying("{ limit: { attempt: { count: 1 } } }"), null, { actions: failing(9) })).toMatchObject({
    kind: "communication 503",
    instance: "/do/0/t/try/0/c",
  });
  const swallowed = `do: [ { t: { try: [ { c: ${CALL} } ], catch: {} } }, { z: { set: { z: '\${ . }' } } } ]`;
  expect(await outputOf(swallowed, { n: 1 }, { actions: failing(1) })).toEqual({ z: { n: 1 } });
});

test("[T10] raise takes an inline or a named error, with expressions", async () => {
  const error = "{ type: 'urn:${x}', status: '${ .n + 1 }', title: T, detail: '${ \"no \\(.n)\" }' }";
  for (const yaml of [
    `do: [ { r: { raise: { error: ${error} } } } ]`,
    `use: { errors: { e: ${error} } }\ndo: [ { r: { raise: { error: e } } } ]`,
  ]) {
    expect((await runYaml(yaml, { n: 409 })).outcome).toEqual({
      status: "faulted",
      error: { type: "urn:${x}", status: 410, title: "T", detail: "no 409", instance: "/do/0/r" },
    });
  }
});

test("[T10] a caught error can be raised again", async () => {
  const yaml = `do: [ { t: { try: [ { c: ${CALL} } ], catch: { do: [ { again: { raise: { error: '\${ $error }' } } } ] } } } ]`;
  expect(await faultOf(yaml, null, { actions: failing(1) })).toEqual({
    kind: "communication 503",
    instance: "/do/0/t/catch/do/0/again",
    detail: "unavailable",
  });
});

test("[T11] a fault in catch.do goes on, to an outer try", async () => {
  const inner =
    "{ try: [ { a: { raise: { error: { type: a, status: 1 } } } } ], catch: { do: [ { b: { raise: { error: { type: b, status: 2 } } } } ] } }";
  expect(await faultOf(`do: [ { t: ${inner} } ]`)).toMatchObject({ kind: "b" });
  expect(
    await outputOf(
      `do: [ { o: { try: [ { t: ${inner} } ], catch: { do: [ { s: { set: '\${ $error.type }' } } ] } } } ]`,
    ),
  ).toBe("b");
});

test("[T12] policies by name come from use, and unknown ones are configuration faults", async () => {
  const named = `use: { retries: { twice: { limit: { attempt: { count: 2 } } } } }\n${retrying("twice")}`;
  expect((await callTimes(named, 99)).times).toHaveLength(3);
  expect(await faultOf(retrying("nobody"))).toMatchObject({
    kind: "configuration 400",
    instance: "/do/0/t",
    detail: "retry nobody is not defined in use.retries",
  });
  expect(await faultOf("do: [ { r: { raise: { error: nobody } } } ]")).toMatchObject({
    kind: "configuration 400",
    detail: "error nobody is not defined in use.errors",
  });
});

test("[T13] the instance is the task that raised the fault, however deep", async () => {
  const yaml = `do: [ { a: { do: [ { l: { for: { in: '[1]' }, do: [ { c: ${CALL} } ] } } ] } } ]`;
  const { outcome, events } = await runYaml(yaml, null, { actions: failing(1) });
  expect(outcome).toMatchObject({ error: { instance: "/do/0/a/do/0/l/do/0/c" } });
  expect(events.flatMap((event) => (event.type === "task.faulted" ? [event.name] : []))).toEqual(["c", "l", "a"]);
});

test("[T15] an attempt does not begin before the other side wants to be asked again, within an hour and the limits", async () => {
  const asking = (retryAfterMs: number) => {
    const times: number[] = [];
    const actions = (_: unknown, environment: ActionEnvironment): Promise<Json> => {
      times.push(environment.now());
      const error = { kind: "communication", status: 503, retryAfterMs };
      return times.length > 1 ? Promise.resolve("ok") : Promise.reject(Object.assign(new Error("busy"), error));
    };
    return { actions, times };
  };
  const waited = async (policy: string, retryAfterMs: number): Promise<number | undefined> => {
    const { actions, times } = asking(retryAfterMs);
    await runYaml(retrying(policy), null, { actions });
    const [first = 0, second] = times;
    return second === undefined ? undefined : second - first;
  };
  expect([
    await waited("{ delay: { seconds: 1 } }", 30_000),
    await waited("{ delay: { minutes: 1 } }", 30_000),
    await waited("{ delay: { seconds: 1 } }", 86_400_000),
    await waited("{ delay: { seconds: 1 }, limit: { duration: { seconds: 10 } } }", 30_000),
  ]).toEqual([30_000, 60_000, 3_600_000, undefined]);
});
