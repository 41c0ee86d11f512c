/// <reference lib="dom" />
// What `npm run bench:canvas` measures on one page, by the page's own clock and by the browser's count of main-thread work.

import type { CDPSession, Page } from "@playwright/test";

/** Milliseconds of processor time of the page's main thread so far: what others do on the machine does not count. */
async function work(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "ThreadTime")?.value ?? Number.NaN) * 1_000;
}

/** Main-thread work of what is done, in milliseconds. */
export async function workOf(page: Page, act: () => Promise<void>): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const before = await work(cdp);
  await act();
  const spent = (await work(cdp)) - before;
  await cdp.detach();
  return spent;
}

/** Waits until the browser has drawn what it was told. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** The 95th of a hundred. */
export function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * 0.95) - 1)] ?? Number.NaN;
}

/** Main-thread milliseconds of each of `steps` moves; an empty step of the same page is taken off. */
export async function workPerStep(page: Page, steps: number, move: (step: number) => Promise<void>): Promise<number[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const measure = async (step: () => Promise<void>): Promise<number> => {
    const before = await work(cdp);
    await step();
    await drawn(page);
    return (await work(cdp)) - before;
  };
  const idle: number[] = [];
  for (let step = 0; step < 10; step += 1) idle.push(await measure(() => Promise.resolve()));
  const still = idle.toSorted((a, b) => a - b)[5] ?? 0;
  const spent: number[] = [];
  for (let step = 0; step < steps; step += 1) spent.push(Math.max(0, (await measure(() => move(step))) - still));
  await cdp.detach();
  return spent;
}

/** Lets `watchCard` know when a key was pressed, before the page itself hears of it. Call it before opening the page. */
export async function watchKeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener("keydown", ({ timeStamp }) => Object.assign(globalThis, { benchPressed: timeStamp }), {
      capture: true,
    });
  });
}

/** Milliseconds from the next key press until a card of this name is in the page, or is no more. Call it before pressing. */
export async function watchCard(
  page: Page,
  name: string,
  until: "there" | "gone" = "there",
): Promise<() => Promise<number>> {
  await page.evaluate(
    ([wanted, there]) => {
      const bench = globalThis as typeof globalThis & { benchPressed?: number; benchFound?: Promise<number> };
      bench.benchFound = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if ((document.querySelector(`[data-task$="/${wanted}"]`) !== null) !== there) return;
          observer.disconnect();
          resolve(performance.now() - (bench.benchPressed ?? Number.NaN));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-task"] });
      });
    },
    [name, until === "there"] as const,
  );
  return () => page.evaluate<number>("benchFound");
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** What the page holds after a collection of garbage. */
export async function sizeOf(page: Page): Promise<{ readonly elements: number; readonly heapMb: number }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  await cdp.detach();
  return { elements: await page.evaluate(() => document.querySelectorAll("*").length), heapMb: usedSize / 1e6 };
}
