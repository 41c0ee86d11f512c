import { expect, test } from "vitest";
import { durationWords, outcomeWords, scheduleWords } from "./schedule-words.ts";

test("durations are told in their two largest units", () => {
  expect([600_000, 5_400_000, 90_061_001, 1, 0].map(durationWords)).toEqual([
    "10 minutes",
    "1 hour 30 minutes",
    "1 day 1 hour",
    "1 millisecond",
    "0 seconds",
  ]);
});

test("each kind of schedule has its sentence", () => {
  expect([
    scheduleWords({ kind: "every", spec: { intervalMs: 60_000 } }),
    scheduleWords({ kind: "cron", spec: { cron: "0 3 * * *" } }),
    scheduleWords({ kind: "after", spec: { delayMs: 5_000 } }),
    scheduleWords({ kind: "on", spec: { on: {} } }),
  ]).toEqual(["Every 1 minute", "At the times of 0 3 * * *", "5 seconds after the last run ended", "When events come"]);
  const missed = { dueAt: "2026-01-01T00:00:00.000Z", outcome: "missed" } as const;
  expect([outcomeWords({ ...missed, count: 1 }), outcomeWords({ ...missed, count: 3 })]).toEqual([
    "missed",
    "3 missed",
  ]);
});
