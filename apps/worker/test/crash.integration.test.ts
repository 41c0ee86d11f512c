// Nothing is lost and nothing is done twice, whatever is killed (reliability.md, K1, K2, K6). Real processes, real kills, a
// real database. The seed is printed; IRONWEAVE_SEED repeats a run's choices.

import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkNothingLost } from "./support/check-nothing-lost.ts";
import type { Invocation } from "./support/check-nothing-lost.ts";
import { startCrashLab } from "./support/crash-lab.ts";
import type { CrashLab } from "./support/crash-lab.ts";
import { startEffectServer } from "./support/effect-server.ts";
import type { EffectServer } from "./support/effect-server.ts";

const STEPS = 12;
const RUNS = 20;
const seed = Number(process.env["IRONWEAVE_SEED"] ?? Date.now() % 1_000_000);

/** Mulberry32: small, good enough, and repeatable. */
function seededRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe("killing processes", () => {
  const random = seededRandom(seed);
  let lab: CrashLab;
  let server: EffectServer;
  const invocations: Invocation[] = [];
  beforeAll(async () => {
    console.log(`crash tests: IRONWEAVE_SEED=${seed}`);
    lab = await startCrashLab();
    server = await startEffectServer();
    // Steps take long enough that a kill finds them at every stage.
    server.beforeAnswer = () => delay(20 + random() * 60);
  });
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const violations = async (): Promise<object> => {
    const found = checkNothingLost(invocations, await lab.journals(), server.effects);
    return { seed, runs: invocations.length, violations: found };
  };
  const nothing = (): object => ({ seed, runs: invocations.length, violations: [] });

  it("[K1] the worker at a random moment of each of 20 runs", async () => {
    for (let batch = 0; batch < RUNS / 5; batch++) {
      const runs = await Promise.all(Array.from({ length: 5 }, () => lab.start(server.url, STEPS)));
      invocations.push(...runs);
      await delay(200 + random() * 1_000);
      await lab.worker.killAndRespawn();
      await lab.worker.ready();
      for (const run of runs) await lab.ended(run, 60_000);
    }
    expect(await violations()).toEqual(nothing());
  }, 240_000);

  it("[K2] the Temporal server, twice", async () => {
    const runs = await Promise.all(Array.from({ length: 3 }, () => lab.start(server.url, STEPS)));
    invocations.push(...runs);
    for (let kill = 0; kill < 2; kill++) {
      await delay(200 + random() * 500);
      await lab.killTemporal();
    }
    for (const run of runs) await lab.ended(run, 90_000);
    expect(await violations()).toEqual(nothing());
  }, 180_000);

  it("[K6] the worker between an effect and its answer", async () => {
    let killed = false;
    server.beforeAnswer = async (step) => {
      if (step !== "step3" || killed) return;
      killed = true;
      await lab.worker.killAndRespawn();
    };
    const run = await lab.start(server.url, 5);
    invocations.push(run);
    await lab.ended(run, 60_000);
    const third = server.effects.find(({ key, step }) => key.includes(run.runId) && step === "step3");
    expect({ ...(await violations()), attempts: third?.attempts }).toEqual({ ...nothing(), attempts: 2 });
  }, 120_000);

  it("the checker sees an outside system that does not deduplicate", async () => {
    const careless = await startEffectServer({ deduplicates: false });
    let killed = false;
    careless.beforeAnswer = async (step) => {
      if (step !== "step2" || killed) return;
      killed = true;
      await lab.worker.killAndRespawn();
    };
    const run = await lab.start(careless.url, 3);
    await lab.ended(run, 60_000);
    const journals = new Map([[run.runId, (await lab.journals()).get(run.runId) ?? []]]);
    const found = checkNothingLost([run], journals, careless.effects);
    await careless[Symbol.asyncDispose]();
    invocations.push(run);
    expect(found.map(({ law }) => law)).toEqual(["L3", "L4"]);
  }, 120_000);
});
