import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { Cancelled } from "../cancelled.ts";
import { runYaml } from "../testing/run-yaml.ts";
import { createMemoryHost } from "./create-memory-host.ts";
import { randomUuid, seededRandom } from "./seeded-random.ts";

test("virtual sleeps wake in the order of their instants, equal ones in the order asked", async () => {
  const host = createMemoryHost({ startAt: 0 });
  const order: string[] = [];
  const sleeper = async (name: string, delayMs: number): Promise<void> => {
    await host.sleep(delayMs);
    order.push(`${name}@${host.now()}`);
  };
  await Promise.all([sleeper("a", 20), sleeper("b", 10), sleeper("c", 20), sleeper("d", 0)]);
  expect(order).toEqual(["d@0", "b@10", "a@20", "c@20"]);
});

test("virtual time stands still while an action is under way for real", async () => {
  const { events } = await runYaml(
    "do: [ { f: { fork: { branches: [ { c: { call: http, with: {} } }, { w: { wait: PT1H } } ] } } } ]",
    null,
    { startAt: 0, actions: async () => new Promise<Json>((resolve) => setTimeout(() => resolve(1), 20)) },
  );
  expect(events.flatMap((event) => (event.type === "task.completed" ? [[event.name, event.at]] : []))).toEqual([
    ["c", 0],
    ["w", 3_600_000],
    ["f", 3_600_000],
  ]);
});

test("the real clock waits on the timers it is given, in pieces where they are short", async () => {
  const set: number[] = [];
  let now = 0;
  const timers = {
    now: () => now,
    set: (callback: () => void, delayMs: number) => {
      set.push(delayMs);
      return setTimeout(() => {
        now += delayMs;
        callback();
      }, 0);
    },
    clear: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
  };
  const { outcome } = await runYaml("do: [ { w: { wait: P30D } } ]", 1, { clock: "real", timers });
  expect(outcome).toEqual({ status: "completed", output: 1 });
  expect(set).toEqual([2_147_483_647, 30 * 86_400_000 - 2_147_483_647]);
  expect(() => createMemoryHost({ clock: "real" })).toThrow("a real clock needs timers");
});

test("cancelling a scope rejects what waits in it and inside, and what begins later", async () => {
  const host = createMemoryHost();
  const inner: Promise<void>[] = [];
  const scope = host.scope(async (outer) => {
    const nested = outer.scope(async (deep) => {
      inner.push(deep.sleep(1e9));
      await inner[0];
    });
    await nested.result.catch(() => undefined);
    await outer.sleep(1);
  });
  const outside = host.sleep(5);
  scope.cancel();
  await expect(inner[0]).rejects.toBeInstanceOf(Cancelled);
  await expect(scope.result).rejects.toBeInstanceOf(Cancelled);
  await outside;
});

test("an action hears of its cancellation", async () => {
  const heard: string[] = [];
  const { outcome } = await runYaml("do: [ { c: { timeout: { after: PT1S }, call: http, with: {} } } ]", null, {
    actions: async (_call, { onCancel, sleep, cancelled }) => {
      onCancel(() => heard.push("cancelled"));
      await sleep(Number.POSITIVE_INFINITY).catch(() => heard.push(`woken ${cancelled()}`));
      return null;
    },
  });
  expect(outcome).toMatchObject({ status: "faulted", error: { status: 408 } });
  expect(heard).toEqual(["cancelled", "woken true"]);
});

test("a run that waits for an event nobody sends is reported, and can be cancelled", async () => {
  let stuck = 0;
  const host = createMemoryHost({
    onStuck: () => {
      stuck += 1;
      host.cancel();
    },
  });
  await expect(host.receive([{ with: {}, scope: {} }])).rejects.toBeInstanceOf(Cancelled);
  expect(stuck).toBe(1);
});

test("without actions or workflows a call is a configuration fault", async () => {
  for (const task of [
    "{ call: http, with: {} }",
    "{ run: { workflow: { namespace: n, name: w, version: '1.0.0' } } }",
  ]) {
    const { outcome } = await runYaml(`do: [ { c: ${task} } ]`);
    expect(outcome).toMatchObject({ status: "faulted", error: { status: 400, title: "Configuration Error" } });
  }
});

test("a seed repeats its numbers and identifiers", () => {
  const draw = (seed: number) => Array.from({ length: 3 }, seededRandom(seed));
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(3).every((value) => value >= 0 && value < 1)).toBe(true);
  expect(randomUuid(seededRandom(1))).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
