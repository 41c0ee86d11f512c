// SPEC.md, W: time.

import { expect, test } from "vitest";
import { durationMs } from "@ironweave/schema/run";
import { isoInstant } from "../data/instant.ts";
import { faultOf, outputOf } from "../testing/outcomes.ts";
import { runYaml } from "../testing/run-yaml.ts";

test("[W1] wait takes units, ISO 8601 and expressions", async () => {
  const elapsed = async (wait: string, input = {}) => {
    const { outcome, events } = await runYaml(`do: [ { w: { wait: ${wait} } } ]`, input, { startAt: 0 });
    expect(outcome).toEqual({ status: "completed", output: input });
    return events.at(-1)?.at;
  };
  expect(await elapsed("{ hours: 1, minutes: 2, seconds: 3, milliseconds: 4 }")).toBe(3_723_004);
  expect(await elapsed("PT1M0.5S")).toBe(60_500);
  expect(await elapsed("'${ .d }'", { d: { days: 1 } })).toBe(86_400_000);
  expect(await elapsed("{ seconds: '${ .n }' }", { n: 2 })).toBe(2000);
  expect(await elapsed("P1Y")).toBe(365 * 86_400_000);
});

test("[W2] a timeout cancels the task with 408, which can be caught", async () => {
  const yaml = `
use: { timeouts: { short: { after: PT5S } } }
do:
  - t:
      try: [ { w: { timeout: short, do: [ { deep: { wait: PT1M } } ] } } ]
      catch: { errors: { with: { status: 408 } }, do: [ { s: { set: { error: '\${ $error }' } } } ] }`;
  const { outcome, events } = await runYaml(yaml, null, { startAt: 0 });
  expect(outcome).toEqual({
    status: "completed",
    output: {
      error: {
        type: "https://serverlessworkflow.io/spec/1.0.0/errors/timeout",
        status: 408,
        title: "Timeout",
        detail: "the task did not end within its timeout",
        instance: "/do/0/t/try/0/w",
      },
    },
  });
  expect(events.map(({ type, at }) => [type, at]).slice(4, 6)).toEqual([
    ["task.cancelled", 5000],
    ["task.faulted", 5000],
  ]);
  const inTime = `do: [ { w: { timeout: { after: PT5S }, wait: PT4S } }, { z: { wait: PT9S } } ]`;
  expect((await runYaml(inTime, 1, { startAt: 0 })).events.at(-1)).toMatchObject({
    type: "workflow.completed",
    at: 13_000,
  });
});

test("[W3] the workflow's timeout faults the run and is not caught", async () => {
  const yaml = `
timeout: { after: { seconds: 5 } }
do: [ { t: { try: [ { w: { wait: PT1M } } ], catch: { do: [ { no: { set: 1 } } ] } } } ]`;
  const { outcome, events } = await runYaml(yaml, null, { startAt: 0 });
  expect(outcome).toMatchObject({ status: "faulted", error: { status: 408, instance: "/timeout" } });
  expect(events.slice(-3).map(({ type, at }) => [type, at])).toEqual([
    ["task.cancelled", 5000],
    ["task.cancelled", 5000],
    ["workflow.faulted", 5000],
  ]);
});

test("[W4] what is not a duration is a configuration fault", async () => {
  for (const wait of ["soon", "P", "{}", "{ seconds: -1 }", "{ fortnights: 1 }", "'${ 5 }'", "{ seconds: x }"]) {
    expect(await faultOf(`do: [ { w: { wait: ${wait} } } ]`), wait).toMatchObject({
      kind: "configuration 400",
      instance: "/do/0/w",
    });
  }
});

test("[W1] durations in ISO 8601", () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ["P1W", 604_800_000],
    ["P1M", 30 * 86_400_000],
    ["P1DT1H", 90_000_000],
    ["PT0,25S", 250],
    ["PT", undefined],
    ["P1D T1H", undefined],
    ["1D", undefined],
    ["PT1H1H", undefined],
  ];
  for (const [text, ms] of cases) expect(durationMs(text), text).toBe(ms);
});

test("[D11] instants are those of the platform's calendar", () => {
  for (let index = 0; index < 2000; index += 1) {
    const instant = -62_167_219_200_000 + index * 157_788_123_456.789;
    expect(isoInstant(instant)).toBe(new Date(Math.floor(instant)).toISOString());
  }
});

test("[W1] a wait passes its input on", async () => {
  expect(await outputOf("do: [ { w: { wait: PT1S } } ]", { n: 1 })).toEqual({ n: 1 });
});
