// `npm start`: brings up the database, Temporal, the worker, the page and the demo, prints where to go, and stays up.
// Ctrl-C stops everything in order; a second Ctrl-C ends everything at once. Secrets are shown once here, never logged.

import { parseArgs } from "node:util";
import { createProgress } from "./stack/progress.ts";
import { stateFolders } from "./stack/project.ts";
import { acquireInstance, AlreadyRunning } from "./stack/single-instance.ts";
import type { Instance } from "./stack/single-instance.ts";
import { createStack } from "./stack/start-stack.ts";

const DEFAULT_PORT = 3000;

async function main(): Promise<void> {
  const port = wantedPort();
  const host = parseArgs({ options, strict: false }).values["host"];
  const folders = stateFolders();
  const progress = createProgress();
  let instance: Instance;
  try {
    instance = await acquireInstance(folders.root);
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error;
    console.error(error.message);
    process.exitCode = 1;
    return;
  }
  const stack = createStack({ folders, progress, instance, port, ...(typeof host === "string" ? { host } : {}) });

  let stopping: Promise<void> | undefined;
  const stop = (why: string, exitCode: number): void => {
    if (stopping !== undefined) {
      console.error("Ending everything at once.");
      stack.killAll();
      instance.release();
      process.exit(1);
    }
    progress.say(why);
    stopping = stack.stop().then(() => {
      instance.release();
      progress.say("stopped; all data are kept");
      process.exit(exitCode);
    });
  };
  process.on("SIGINT", () => stop("stopping … (Ctrl-C again ends everything at once)", 0));
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop("stopping …", 0));

  try {
    const { url, ownerEmail, ownerPassword } = await stack.start();
    const lines = [
      "Ironweave is running",
      "",
      `Open      ${url}`,
      `E-mail    ${ownerEmail}`,
      `Password  ${ownerPassword}`,
      "",
      "Stop with Ctrl-C. Data and logs are kept in",
      folders.root,
    ];
    const width = Math.max(...lines.map((line) => line.length)) + 4;
    const bar = "═".repeat(width);
    console.log(`\n╔${bar}╗\n${lines.map((line) => `║  ${line.padEnd(width - 2)}║`).join("\n")}\n╚${bar}╝\n`);
  } catch (error) {
    if (stopping !== undefined) return;
    console.error(`\n${error instanceof Error ? error.message : String(error)}\n\nLogs are in ${folders.logs}`);
    stop("stopping what was started …", 1);
  }
}

const options = {
  port: { type: "string" },
  host: { type: "string" },
} as const;

function wantedPort(): number {
  const given = parseArgs({ options, strict: false }).values["port"] ?? process.env["PORT"];
  if (given === undefined || given === "") return DEFAULT_PORT;
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`${String(given)} is not a port. Give a number from 0 (any) to 65535.`);
  process.exit(2);
}

await main();
