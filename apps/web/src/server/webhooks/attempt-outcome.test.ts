import { expect, test } from "vitest";
import { LIMITS } from "../limits.ts";
import { attemptOutcome } from "./attempt-outcome.ts";

const failed = { answer: { status: 500 }, random: 0.5 };

test("any answer of success is delivered, and a redirect is none", () => {
  expect(attemptOutcome({ ...failed, number: 1, answer: { status: 204 } })).toEqual({ state: "delivered" });
  expect(attemptOutcome({ ...failed, number: 1, answer: { status: 302 } })).toMatchObject({ state: "pending" });
});

test("pauses grow, and the last attempt is the end", () => {
  const pauses = Array.from({ length: LIMITS.webhookAttempts }, (_, index) => {
    const outcome = attemptOutcome({ ...failed, number: index + 1 });
    return outcome.state === "pending" ? outcome.afterMs / 1_000 : outcome.state;
  });
  expect(pauses).toEqual([5, 30, 120, 600, 1_800, 3_600, 10_800, 21_600, 43_200, "dead"]);
});

test("a receiver may ask for a longer pause, and not for a shorter one", () => {
  const asked = (retryAfter: string) => attemptOutcome({ ...failed, number: 1, answer: { status: 503, retryAfter } });
  expect(asked("60")).toMatchObject({ afterMs: 60_000 });
  expect(asked("1")).toMatchObject({ afterMs: 5_000 });
  expect(asked("soon")).toMatchObject({ afterMs: 5_000 });
});

test("gone is the end at once, and so is what no repetition mends", () => {
  expect(attemptOutcome({ ...failed, number: 1, answer: { status: 410 } })).toMatchObject({
    state: "dead",
    gone: true,
  });
  expect(attemptOutcome({ number: 1, answer: { failure: "blocked" }, final: true, random: 0 })).toEqual({
    state: "dead",
    error: "blocked",
    gone: false,
  });
});
