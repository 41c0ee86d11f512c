import { expect, test, vi } from "vitest";
import { Flights } from "./flights.ts";
import type { Flight } from "./flights.ts";

const flight = (): Flight & { stops: number } => {
  const made = {
    result: new Promise<never>(() => undefined),
    stops: 0,
    stop: () => void (made.stops += 1),
    onHeartbeat: () => undefined,
  };
  return made;
};

test("a flight that was left is taken once, by who has its key", () => {
  const flights = new Flights();
  const left = flight();
  flights.leave("a", left);
  expect([flights.take("b"), flights.take("a"), flights.take("a")]).toEqual([undefined, left, undefined]);
  expect(left.stops).toBe(0);
});

test("a flight that nobody takes is ended, and so is one whose place another takes", () => {
  vi.useFakeTimers();
  const flights = new Flights(100);
  const [first, second] = [flight(), flight()];
  flights.leave("a", first);
  flights.leave("a", second);
  expect([first.stops, second.stops]).toEqual([1, 0]);
  vi.advanceTimersByTime(100);
  expect([second.stops, flights.take("a")]).toEqual([1, undefined]);
  vi.useRealTimers();
});
