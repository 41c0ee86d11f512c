// `npm run bench:canvas`: opens, pans, zooms, drags and edits generated documents in the designer, in a real browser and on the
// built page, next to plain React Flow mounting as many nodes in the same browser. Prints a table; fails nobody.

import type { BrowserContext, Page } from "@playwright/test";
import { median, p95, sizeOf, watchCard, watchKeys, workOf, workPerStep } from "./canvas-measures.ts";
import { generateDocument } from "./generate-document.ts";
import { measureLayout } from "./layout-time.ts";
import { buildPlainPage } from "./plain-react-flow/build-page.ts";
import { startRunPageLab } from "./run-page-lab.ts";
import { measureStatus } from "./status-updates.ts";

const SIZES = (process.env["BENCH_TASKS"] ?? "100,1000,5000").split(",").map(Number);
const STEPS = Number(process.env["BENCH_STEPS"] ?? 60);
const ROUNDS = 3;
/** Tasks of the run whose status changes. */
const STATUS_TASKS = 1_000;
const PLAIN = "http://plain.test/";

type Row = Readonly<Record<string, number | undefined>>;

async function pan(page: Page): Promise<number> {
  await page.mouse.move(700, 450);
  return p95(await workPerStep(page, STEPS, (step) => page.mouse.wheel(0, step % 2 === 0 ? 60 : 45)));
}

async function zoom(page: Page): Promise<number> {
  await page.keyboard.down("Control");
  const spent = await workPerStep(page, STEPS, (step) => page.mouse.wheel(0, step < STEPS / 2 ? 30 : -30));
  await page.keyboard.up("Control");
  return p95(spent);
}

async function drag(page: Page, selector: string): Promise<number> {
  const card = await page.locator(selector).first().boundingBox();
  if (card === null) return Number.NaN;
  await page.mouse.move(card.x + 20, card.y + 10);
  await page.mouse.down();
  const spent = await workPerStep(page, STEPS, (step) => page.mouse.move(card.x + 20 + step * 2, card.y + 10 + step));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return p95(spent);
}

async function measurePlain(context: BrowserContext, tasks: number): Promise<Row> {
  const page = await context.newPage();
  await page.goto(`${PLAIN}?nodes=${tasks}`, { waitUntil: "commit" });
  const opened = await page.waitForFunction(
    (count) => (document.querySelectorAll(".react-flow__node").length >= count ? performance.now() : 0),
    tasks,
    { polling: "raf", timeout: 120_000 },
  );
  const open = await opened.jsonValue();
  const row = { open, pan: await pan(page), zoom: await zoom(page), drag: await drag(page, ".react-flow__node") };
  const { elements, heapMb } = await sizeOf(page);
  await page.close();
  return { ...row, elements, heapMb };
}

async function measureDesigner(context: BrowserContext, url: string, tasks: number): Promise<Row> {
  const answer = await context.request.post(`${url}/api/v1/workflows`, {
    data: generateDocument(`canvas-${tasks}-${Date.now().toString(36)}`, tasks),
    headers: { "content-type": "application/yaml", origin: url },
  });
  if (!answer.ok()) throw new Error(`creating a workflow of ${tasks} tasks: ${answer.status()} ${await answer.text()}`);
  const { id } = (await answer.json()) as { readonly id: string };
  const page = await context.newPage();
  await watchKeys(page);
  await page.goto(`${url}/workflows/${id}`, { waitUntil: "commit" });
  const opened = await page.waitForFunction(
    () => (document.querySelector("[data-task]") === null ? 0 : performance.now()),
    undefined,
    { polling: "raf", timeout: 120_000 },
  );
  const open = await opened.jsonValue();
  await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 120_000 });
  const gestures = await measureGestures(page);
  const row = { open, pan: await pan(page), zoom: await zoom(page), drag: await drag(page, '[data-task*="/step"]') };
  const { elements, heapMb } = await sizeOf(page);
  await page.close();
  return { ...row, ...gestures, elements, heapMb };
}

interface Gesture {
  readonly ms: number;
  readonly work: number;
}

/** Changes by hand, each from its key to the card that shows it, and the work until the page is quiet: medians of a few. */
async function measureGestures(page: Page): Promise<Row> {
  const timed = async (name: string, key: string, until: "there" | "gone" = "there"): Promise<Gesture> => {
    let ms = Number.NaN;
    const spent = await workOf(page, async () => {
      const found = await watchCard(page, name, until);
      await page.keyboard.press(key);
      ms = await found();
      // What follows a change, such as the diagnostics of the background, is not part of the next one.
      await page.waitForTimeout(400);
    });
    return { ms, work: spent };
  };
  const times: Record<"rename" | "insert" | "delete" | "undo" | "keystroke", Gesture[]> = {
    rename: [],
    insert: [],
    delete: [],
    undo: [],
    keystroke: [],
  };
  await page.locator('[data-task$="/step1"]').click();
  for (let round = 1; round <= ROUNDS; round += 1) {
    await page.keyboard.press("F2");
    await page.keyboard.type(`renamed${round}`);
    times.rename.push(await timed(`renamed${round}`, "Enter"));
    await page.keyboard.press("/");
    await page.keyboard.type("HTTP request");
    times.insert.push(await timed("request", "Enter"));
    await page.locator('[data-task$="/request"]').click();
    times.delete.push(await timed("request", "Delete", "gone"));
    times.undo.push(await timed("request", "ControlOrMeta+z"));
    await page.locator('[data-task$="/request"]').click();
    await timed("request", "Delete", "gone");
    await page.locator(`[data-task$="/renamed${round}"]`).click();
  }
  await page
    .locator(".monaco-editor .view-line", { hasText: `- renamed${ROUNDS}:` })
    .first()
    .click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  for (let round = 1; round <= ROUNDS; round += 1)
    times.keystroke.push(await timed(`renamed${ROUNDS}${"x".repeat(round)}`, "x"));
  return Object.fromEntries(
    Object.entries(times).flatMap(([gesture, all]) => [
      [gesture, median(all.map(({ ms }) => ms))],
      [`${gesture}Work`, median(all.map(({ work }) => work))],
    ]),
  );
}

const COLUMNS = [
  ["open", "open, ms"],
  ["pan", "pan, ms/frame"],
  ["zoom", "zoom, ms/frame"],
  ["drag", "drag, ms/frame"],
  ["rename", "rename, ms (work)"],
  ["insert", "insert, ms (work)"],
  ["delete", "delete, ms (work)"],
  ["undo", "undo, ms (work)"],
  ["keystroke", "key to card, ms (work)"],
  ["elements", "DOM elements"],
  ["heapMb", "heap, MB"],
] as const;

function print(name: string, row: Row): void {
  const show = (value: number | undefined): string => value?.toFixed(value < 100 ? 1 : 0) ?? "-";
  const cells = COLUMNS.map(([key, title]) => {
    const spent = row[`${key}Work`];
    return (spent === undefined ? show(row[key]) : `${show(row[key])} (${show(spent)})`).padStart(title.length);
  });
  console.log(`${name.padEnd(24)}${cells.join("  ")}`);
}

async function main(): Promise<void> {
  await using lab = await startRunPageLab();
  const html = await buildPlainPage();
  await lab.context.route(`${PLAIN}**`, (route) => route.fulfill({ contentType: "text/html", body: html }));
  console.log(
    `first card after; processor time of the main thread a frame, at the 95th of a hundred of ${STEPS} steps\n`,
  );
  console.log(`${"".padEnd(24)}${COLUMNS.map(([, title]) => title).join("  ")}`);
  // Once without being counted: the server's and the browser's first time.
  await measureDesigner(lab.context, lab.url, 10);
  for (const tasks of SIZES) {
    print(`designer, ${tasks} tasks`, await measureDesigner(lab.context, lab.url, tasks));
    print(`React Flow, ${tasks} nodes`, await measurePlain(lab.context, tasks));
  }
  console.log(`\nlayout of ${STATUS_TASKS} tasks: ${measureLayout(STATUS_TASKS).toFixed(1)} ms`);
  const status = await measureStatus(lab, STATUS_TASKS);
  console.log(`a run of ${STATUS_TASKS} tasks, ${status.updates} changes of status, one after the other:`);
  console.log(`  event to pixel, 95th of a hundred: ${status.toPixelP95.toFixed(0)} ms`);
  console.log(`  main-thread work a change, median: ${status.workMedian.toFixed(1)} ms`);
  console.log(`  cards rendered a change, the most: ${status.mostCards} of ${status.cardsInPage} in the page`);
}

await main();
