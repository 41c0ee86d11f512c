import { expect, test } from "vitest";
import { EngineUnavailable } from "../engine/run-engine.ts";
import type { RunEngine } from "../engine/run-engine.ts";
import { readEngineState } from "./read-engine-state.ts";

function engineWith(hasWorkers: RunEngine["hasWorkers"]) {
  let asked = 0;
  const never = () => Promise.reject(new Error("not asked here"));
  const engine: RunEngine = {
    start: never,
    cancel: never,
    deliver: never,
    state: never,
    hasWorkers: () => {
      asked += 1;
      return hasWorkers();
    },
  };
  return { engine, asked: () => asked };
}

test("an engine that does not answer, one without workers and one that works are told apart", async () => {
  const states = [
    () => Promise.reject(new EngineUnavailable("down")),
    () => Promise.resolve(false),
    () => Promise.resolve(true),
  ].map((hasWorkers) => readEngineState(engineWith(hasWorkers)));
  expect(await Promise.all(states)).toEqual([{ state: "down" }, { state: "no-workers" }, { state: "working" }]);
});

test("many questions at a time are one for the engine, and the answer is not kept for long", async () => {
  let up = false;
  const { engine, asked } = engineWith(() => Promise.resolve(up));
  await Promise.all([readEngineState({ engine }, 0), readEngineState({ engine }, 10)]);
  expect(asked()).toBe(1);
  up = true;
  expect(await readEngineState({ engine }, 4_000)).toEqual({ state: "working" });
});
