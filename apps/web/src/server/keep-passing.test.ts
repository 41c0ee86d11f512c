import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepPassing } from "./keep-passing.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("looks again when it is woken, never twice at a time, and not at all once it is stopped", async () => {
  let passes = 0;
  let under = 0;
  let most = 0;
  let wake = (): void => undefined;
  const running = keepPassing({
    pass: async () => {
      passes += 1;
      most = Math.max(most, (under += 1));
      await new Promise((resolve) => setTimeout(resolve, 10));
      under -= 1;
      return undefined;
    },
    retryMs: 50,
    complaint: "no",
    subscribe: (call) => {
      wake = call;
      return () => (wake = () => undefined);
    },
  });
  wake();
  wake();
  await vi.advanceTimersByTimeAsync(1_000);
  expect({ passes, most }).toEqual({ passes: 2, most: 1 });
  await running.stop();
  wake();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(passes).toBe(2);
});

test("repeats after the pause that a pass asks for, and says a failure once for an outage", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const outcomes = ["fails", "fails", "works", "fails"];
  const at: number[] = [];
  const began = Date.now();
  const running = keepPassing({
    pass: () => {
      at.push(Date.now() - began);
      return outcomes.shift() === "fails" ? Promise.reject(new Error("down")) : Promise.resolve(100);
    },
    retryMs: 10,
    complaint: "not now",
  });
  await vi.advanceTimersByTimeAsync(130);
  await running.stop();
  expect({ at, said: said.mock.calls.length }).toEqual({ at: [0, 10, 20, 120, 130], said: 2 });
});
