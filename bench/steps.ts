// `npm run bench`: steps per second of Ironweave next to hand-written Temporal workflows, on one local server.

import type { Json } from "@ironweave/jq";
import { startBenchLab } from "./bench-lab.ts";

const STEPS = 10;
const RUNS = Number(process.env["BENCH_RUNS"] ?? 100);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 5);
const CONCURRENCY = Number(process.env["BENCH_CONCURRENCY"] ?? 10);

/** Ten tasks of one kind. */
function documentOf(task: (step: number) => Json): Json {
  return {
    document: { dsl: "1.0.3", namespace: "default", name: "bench", version: "1.0.0" },
    do: Array.from({ length: STEPS }, (_, step) => ({ [`step${step}`]: task(step) })),
  };
}

/** Steps per second of `RUNS` runs, `CONCURRENCY` at a time. */
async function measure(run: () => Promise<void>): Promise<number> {
  const began = performance.now();
  let left = RUNS;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await run();
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return (RUNS * STEPS * 1000) / (performance.now() - began);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  await using lab = await startBenchLab();
  const sets = documentOf(() => ({ set: { n: "${ (.n // 0) + 1 }" } }));
  const calls = documentOf(() => ({ call: "http", with: { method: "get", endpoint: { uri: lab.url } } }));
  const cases = [
    { name: "ten set", ours: () => lab.runDocument(sets), hand: () => lab.runByHand("tenSets", []) },
    { name: "ten call: http", ours: () => lab.runDocument(calls), hand: () => lab.runByHand("tenCalls", [lab.url]) },
  ];
  console.log(`${ROUNDS} rounds of ${RUNS} runs, ${CONCURRENCY} at a time; medians of steps per second\n`);
  console.log("steps            Ironweave  by hand  ratio");
  for (const { name, ours, hand } of cases) {
    const results: { readonly ours: number; readonly hand: number }[] = [];
    // The first round warms caches and connections.
    for (let round = 0; round <= ROUNDS; round++) {
      const result = { ours: await measure(ours), hand: await measure(hand) };
      if (round > 0) results.push(result);
    }
    const [a, b] = [median(results.map((result) => result.ours)), median(results.map((result) => result.hand))];
    console.log(
      `${name.padEnd(16)}${a.toFixed(0).padStart(10)}${b.toFixed(0).padStart(9)}${(a / b).toFixed(2).padStart(7)}`,
    );
  }
}

await main();
