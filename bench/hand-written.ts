// What a developer would write by hand in Temporal for the benchmark's documents. Sandbox code.

import { proxyActivities } from "@temporalio/workflow";

const { get } = proxyActivities<{ get(url: string): Promise<unknown> }>({ startToCloseTimeout: 10_000 });

interface Counter {
  readonly n: number;
}

/** Ten assignments, each from the one before. */
export async function tenSets(): Promise<Counter> {
  let data: Counter = { n: 0 };
  for (let step = 0; step < 10; step++) data = { n: data.n + 1 };
  return data;
}

/** Ten requests in sequence. */
export async function tenCalls(url: string): Promise<unknown> {
  let last: unknown;
  for (let step = 0; step < 10; step++) last = await get(url);
  return last;
}
