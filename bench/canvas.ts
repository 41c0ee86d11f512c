// `npm run bench:canvas`: opens, pans, zooms, drags and edits generated documents in the designer, in a real browser and on the
// built page, next to plain React Flow mounting as many nodes in the same browser. Prints a table; fails nobody.

import type { BrowserContext, Page } from "@playwright/test";
import { p95, sizeOf, watchCard, workPerStep } from "./canvas-measures.ts";
import { buildPlainPage } from "./plain-react-flow/build-page.ts";
import { startRunPageLab } from "./run-page-lab.ts";

const SIZES = (process.env["BENCH_TASKS"] ?? "100,1000,5000").split(",").map(Number);
const STEPS = Number(process.env["BENCH_STEPS"] ?? 60);
const PLAIN = "http://plain.test/";

type Row = Readonly<Record<string, number | undefined>>;

/** A third of the tasks plain, the others in loops, forks and tries, as documents of people are. */
function generate(name: string, tasks: number): string {
  const lines = [`document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '1.0.0' }`, "do:"];
  for (let index = 1; index <= tasks; index += 1) {
    if (index % 10 === 1) lines.push(`  - group${index}:`, "      do:");
    lines.push(`        - step${index}:`, `            set: { n: ${index} }`);
  }
  return `${lines.join("\n")}\n`;
}

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
    data: generate(`canvas-${tasks}-${Date.now().toString(36)}`, tasks),
    headers: { "content-type": "application/yaml", origin: url },
  });
  if (!answer.ok()) throw new Error(`creating a workflow of ${tasks} tasks: ${answer.status()} ${await answer.text()}`);
  const { id } = (await answer.json()) as { readonly id: string };
  const page = await context.newPage();
  await page.goto(`${url}/workflows/${id}`, { waitUntil: "commit" });
  const opened = await page.waitForFunction(
    () => (document.querySelector("[data-task]") === null ? 0 : performance.now()),
    undefined,
    { polling: "raf", timeout: 120_000 },
  );
  const open = await opened.jsonValue();
  await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 120_000 });
  const rename = async (name: string): Promise<number> => {
    const found = await watchCard(page, name);
    await page.keyboard.press("Enter");
    return found();
  };
  await page.locator('[data-task$="/step1"]').click();
  await page.keyboard.press("F2");
  await page.keyboard.type("renamed");
  const gesture = await rename("renamed");
  const line = page.locator(".monaco-editor .view-line", { hasText: "- renamed:" }).first();
  await line.click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  const found = await watchCard(page, "renamedx");
  await page.keyboard.press("x");
  const keystroke = await found();
  const row = { open, pan: await pan(page), zoom: await zoom(page), drag: await drag(page, '[data-task*="/step"]') };
  const { elements, heapMb } = await sizeOf(page);
  await page.close();
  return { ...row, gesture, keystroke, elements, heapMb };
}

const COLUMNS = [
  ["open", "open, ms"],
  ["pan", "pan, ms/frame"],
  ["zoom", "zoom, ms/frame"],
  ["drag", "drag, ms/frame"],
  ["gesture", "rename, ms"],
  ["keystroke", "key to card, ms"],
  ["elements", "DOM elements"],
  ["heapMb", "heap, MB"],
] as const;

function print(name: string, row: Row): void {
  const cells = COLUMNS.map(([key, title]) =>
    (row[key]?.toFixed(row[key] < 100 ? 1 : 0) ?? "-").padStart(title.length),
  );
  console.log(`${name.padEnd(24)}${cells.join("  ")}`);
}

async function main(): Promise<void> {
  await using lab = await startRunPageLab();
  const html = await buildPlainPage();
  await lab.context.route(`${PLAIN}**`, (route) => route.fulfill({ contentType: "text/html", body: html }));
  console.log(`first card after; main-thread work a frame at the 95th of a hundred of ${STEPS} steps\n`);
  console.log(`${"".padEnd(24)}${COLUMNS.map(([, title]) => title).join("  ")}`);
  // Once without being counted: the server's and the browser's first time.
  await measureDesigner(lab.context, lab.url, 10);
  for (const tasks of SIZES) {
    print(`designer, ${tasks} tasks`, await measureDesigner(lab.context, lab.url, tasks));
    print(`React Flow, ${tasks} nodes`, await measurePlain(lab.context, tasks));
  }
}

await main();
