/// <reference lib="dom" />
// What `npm run bench:canvas` measures on one page, by the page's own clock and by the browser's count of main-thread work.

import type { CDPSession, Page } from "@playwright/test";

/** Main-thread milliseconds that the page has worked since it was opened. */
async function work(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
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

/** Milliseconds from the next key press to the first card of this name in the page. Call it before pressing. */
export async function watchCard(page: Page, name: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const found = new Promise<number>((resolve) => {
      let pressed = 0;
      addEventListener("keydown", () => (pressed = performance.now()), { capture: true });
      const look = () => {
        if (document.querySelector(`[data-task$="/${wanted}"]`) === null) return;
        observer.disconnect();
        resolve(performance.now() - pressed);
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-task"] });
    });
    Object.assign(globalThis, { benchFound: found });
  }, name);
  return () => page.evaluate<number>("benchFound");
}

/** What the page holds after a collection of garbage. */
export async function sizeOf(page: Page): Promise<{ readonly elements: number; readonly heapMb: number }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  await cdp.detach();
  return { elements: await page.evaluate(() => document.querySelectorAll("*").length), heapMb: usedSize / 1e6 };
}
