// `npm run bench:page`: how long the page of a long run takes to open, next to the page of a run of ten events, in the same
// browser and on the same server. Prints medians and their ratio; fails nobody.

import { startRunPageLab } from "./run-page-lab.ts";
import type { RunPageLab } from "./run-page-lab.ts";

const EVENTS = Number(process.env["BENCH_EVENTS"] ?? 10_000);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 5);
const DATA_BYTES = Number(process.env["BENCH_DATA_BYTES"] ?? 1_000);

/** Milliseconds from the start of the navigation, as the page's own clock tells them. */
interface Opened {
  /** The header says how the run ended. */
  readonly status: number;
  /** The whole journal is there. */
  readonly journal: number;
}

// Asked at each frame; the moment is the page's own, not that at which the answer arrives here.
const STATUS = `document.querySelector("header h1 + *")?.textContent?.includes("Completed") ? performance.now() : 0`;
const journalOf = (events: number) =>
  `document.querySelector("input[type=range]")?.max === "${events}" ? performance.now() : 0`;

async function open(lab: RunPageLab, run: { readonly id: string; readonly events: number }): Promise<Opened> {
  const page = await lab.context.newPage();
  const moment = async (expression: string): Promise<number> => {
    const found = await page.waitForFunction(expression, undefined, { polling: "raf", timeout: 120_000 });
    return Number(await found.jsonValue());
  };
  await page.goto(`${lab.url}/runs/${run.id}`, { waitUntil: "commit" });
  const opened = { status: await moment(STATUS), journal: await moment(journalOf(run.events)) };
  await page.close();
  return opened;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function main(): Promise<void> {
  await using lab = await startRunPageLab();
  const [short, long] = [await lab.seedRun(10, DATA_BYTES), await lab.seedRun(EVENTS, DATA_BYTES)];
  const results: { readonly short: Opened; readonly long: Opened }[] = [];
  // The first round warms the server and the browser's cache.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const result = { short: await open(lab, short), long: await open(lab, long) };
    if (round > 0) results.push(result);
  }
  console.log(
    `${ROUNDS} rounds; medians of milliseconds from the start of the navigation; ${DATA_BYTES} bytes a value\n`,
  );
  console.log(
    `shown            ${`${long.events} events`.padStart(14)}${`${short.events} events`.padStart(11)}  ratio`,
  );
  for (const what of ["status", "journal"] as const) {
    const [a, b] = [median(results.map((r) => r.long[what])), median(results.map((r) => r.short[what]))];
    console.log(
      `${what.padEnd(17)}${a.toFixed(0).padStart(14)}${b.toFixed(0).padStart(11)}${(a / b).toFixed(2).padStart(7)}`,
    );
  }
}

await main();
