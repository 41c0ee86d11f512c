/// <reference lib="dom" />
// What a change of status costs on the page of a live run: from the journal's row to the card on the screen, how much the main
// thread works for it, and how many cards React renders. The journal is written here, one event at a time; no engine runs.

import type { Page } from "@playwright/test";
import type { RunEventBody } from "@ironweave/schema/run";
import { median, p95, workPerStep } from "./canvas-measures.ts";
import { generateDocument } from "./generate-document.ts";
import type { RunPageLab } from "./run-page-lab.ts";

const UPDATES = 40;
/** More than the page's longest wait for a batch, so that each change is drawn by itself. */
const PAUSE_MS = 400;
/** Steps of the first group, whose cards are on the screen at first. */
const STEPS = 4;

/** Of all changes, but for the first few. */
export interface StatusCost {
  readonly updates: number;
  readonly toPixelP95: number;
  readonly workMedian: number;
  /** Cards that React rendered for one change, at the most. */
  readonly mostCards: number;
  readonly cardsInPage: number;
}

interface Drawn {
  readonly at: number;
  readonly cards: number;
}

/** Opens the page of a run of so many tasks and lets the first few start and complete over and over. */
export async function measureStatus(lab: RunPageLab, tasks: number): Promise<StatusCost> {
  const run = await lab.startRun(generateDocument(`status-${Date.now().toString(36)}`, tasks));
  const group = { task: "/do/0/group1", name: "group1", execution: 1, iteration: [], attempt: 1 };
  await run.append([
    { type: "workflow.started", input: {}, dsl: "1.0.3", engine: "bench" },
    { type: "task.started", input: {}, ...group },
  ]);
  const page = await lab.context.newPage();
  await page.addInitScript(countRenders);
  await page.goto(`${lab.url}/runs/${run.id}`, { waitUntil: "commit" });
  await page.locator('[data-task$="/group1"]').waitFor({ timeout: 120_000 });
  // The drawing follows what happens until the reader moves it.
  await page.mouse.move(500, 300);
  await page.mouse.wheel(0, 1);
  await page.waitForTimeout(2_000);
  const toPixel: number[] = [];
  const cards: number[] = [];
  const work = await workPerStep(page, UPDATES, async (update) => {
    const body = bodyOf(update);
    const drawn = nextStatus(page, body.name);
    const sent = performance.timeOrigin + performance.now();
    await run.append([body]);
    const { at, cards: rendered } = await drawn;
    toPixel.push(at - sent);
    cards.push(rendered);
    await page.waitForTimeout(PAUSE_MS);
  });
  const cardsInPage = await page.locator("[data-task]").count();
  await page.close();
  return {
    updates: UPDATES,
    toPixelP95: p95(toPixel.slice(5)),
    workMedian: median(work.slice(5)),
    mostCards: Math.max(...cards.slice(5)),
    cardsInPage,
  };
}

/** Each step starts and completes, one step after the other, round after round. */
function bodyOf(update: number): Extract<RunEventBody, { readonly name: string }> {
  const turn = Math.floor(update / 2);
  const step = turn % STEPS;
  const name = `step${step + 1}`;
  const place = { task: `/do/0/group1/do/${step}/${name}`, name, execution: turn + 2, iteration: [], attempt: 1 };
  return update % 2 === 0
    ? { type: "task.started", input: {}, ...place }
    : { type: "task.completed", output: {}, ...place };
}

/** Resolves in the frame after the card's status has changed, with the cards rendered since it was asked. */
async function nextStatus(page: Page, name: string): Promise<Drawn> {
  return page.evaluate(
    (wanted) =>
      new Promise<Drawn>((resolve) => {
        const bench = globalThis as typeof globalThis & { benchRendered?: Set<string> };
        bench.benchRendered?.clear();
        const card = document.querySelector(`[data-task$="/${wanted}"]`)?.closest("[data-kind]");
        if (card === null || card === undefined) throw new Error(`no card of ${wanted}`);
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() =>
            resolve({ at: performance.timeOrigin + performance.now(), cards: bench.benchRendered?.size ?? -1 }),
          );
        });
        observer.observe(card, { attributeFilter: ["data-status"] });
      }),
    name,
  );
}

/** Runs in the page before React does: after each commit, notes the cards whose function ran (React's flag `PerformedWork`). */
function countRenders(): void {
  interface Fiber {
    readonly flags: number;
    readonly child: Fiber | null;
    readonly sibling: Fiber | null;
    readonly memoizedProps: { readonly data?: { readonly place?: { readonly node: { readonly id: string } } } } | null;
    readonly type: unknown;
  }
  const rendered = new Set<string>();
  let last = new Map<string, Fiber>();
  const onCommitFiberRoot = (_renderer: number, root: { readonly current: Fiber }): void => {
    const now = new Map<string, Fiber>();
    const stack = [root.current];
    for (let fiber = stack.pop(); fiber !== undefined; fiber = stack.pop()) {
      const id = typeof fiber.type === "function" ? fiber.memoizedProps?.data?.place?.node.id : undefined;
      // A fiber that is the one of the last commit was passed by, whatever its flag says.
      if (id !== undefined) {
        now.set(id, fiber);
        if ((fiber.flags & 1) !== 0 && last.get(id) !== fiber) rendered.add(id);
      }
      if (fiber.sibling !== null) stack.push(fiber.sibling);
      if (fiber.child !== null) stack.push(fiber.child);
    }
    last = now;
  };
  Object.assign(globalThis, {
    benchRendered: rendered,
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      renderers: new Map(),
      inject: () => 1,
      onCommitFiberRoot,
      onCommitFiberUnmount: () => undefined,
    },
  });
}
