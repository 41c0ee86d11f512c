import type { Json } from "@ironweave/jq";
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { untilBrief, untilWords } from "./until-words.ts";
import { waitingFor } from "./waiting-for.ts";

const NOON = new Date(2026, 10, 23, 12).getTime();
const waiting = (task: string, use = "{}") =>
  waitingFor(load(`{ use: ${use}, do: [{ a: ${task} }] }`) as Json, { task: "/do/0/a", startedAt: NOON });

test("a wait is over when its time has passed since it began", () => {
  expect(waiting("{ wait: PT5M }")).toEqual({ until: NOON + 300_000 });
  expect(waiting("{ wait: { hours: 1, seconds: 1 } }")).toEqual({ until: NOON + 3_601_000 });
  expect(waiting("{ wait: '${ .pause }' }")).toEqual({ length: "${ .pause }" });
});

test("a step gives up after its own timeout or a named one", () => {
  expect(waiting("{ call: http, timeout: { after: PT1M } }")).toEqual({ timeoutAt: NOON + 60_000 });
  expect(waiting("{ call: http, timeout: short }", "{ timeouts: { short: { after: { seconds: 3 } } } }")).toEqual({
    timeoutAt: NOON + 3_000,
  });
  expect(waiting("{ call: http, timeout: none }")).toBeUndefined();
  expect(waiting("{ set: {} }")).toBeUndefined();
});

test("a listener tells its events with what they must have, the type first", () => {
  expect(
    waiting("{ listen: { to: { one: { with: { source: s, type: t, data: { n: 1 } }, correlate: { id: {} } } } } }"),
  ).toEqual({
    events: {
      mode: "one",
      filters: [
        [
          { name: "type", value: "t" },
          { name: "source", value: "s" },
          { name: "data", value: '{"n":1}' },
          { name: "correlated by", value: "id" },
        ],
      ],
    },
  });
  expect(waiting("{ listen: { to: { all: [{ with: { type: a } }, { with: { type: b } }] } } }")).toEqual({
    events: { mode: "all", filters: [[{ name: "type", value: "a" }], [{ name: "type", value: "b" }]] },
  });
  expect(waiting("{ listen: { to: { any: [], until: '${ false }' } } }")).toEqual({
    events: { mode: "any", filters: [], ends: "${ false }" },
  });
  expect(waiting("{ listen: { to: { any: [], until: { one: { with: { type: z } } } } } }")).toMatchObject({
    events: { ends: { mode: "one", filters: [[{ name: "type", value: "z" }]] } },
  });
});

test("a moment is told by the clock and by how far it is", () => {
  expect([42_000, 180_000, 7_500_000, 2 * 86_400_000, 0, -60_000].map((ms) => untilWords(NOON + ms, NOON))).toEqual([
    "12:00:42 (in 42 s)",
    "12:03 (in 3 min)",
    "14:05 (in 2 h 5 min)",
    "25 Nov, 12:00 (in 2 d)",
    "12:00:00 (now)",
    "11:59:00 (overdue)",
  ]);
  expect(untilWords(NOON)).toBe("12:00:00");
  expect(untilBrief(NOON + 180_000, NOON)).toBe("until 12:03 · 3 min");
  expect([42_000, 0, -60_000].map((ms) => untilBrief(NOON + ms, NOON))).toEqual(["42 s left", "0 s left", "overdue"]);
});
