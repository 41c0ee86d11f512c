// Runs a script of this folder with a Node that understands TypeScript: `node scripts/run.mjs start --port 8080`.
// Plain JavaScript for any Node from 18 on, so that a wrong set-up gets a sentence instead of a stack trace.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MINIMUM_NODE_MAJOR = 24;
const here = dirname(fileURLToPath(import.meta.url));
const [name = "", ...rest] = process.argv.slice(2);
const script = join(here, `${name}.ts`);
const modules = join(here, "..", "node_modules");
const installed = join(modules, "node", "bin", "node");

if (!existsSync(join(modules, "@temporalio"))) {
  console.error('The project\'s packages are not installed. Run "npm install" first.');
  process.exit(1);
}
if (Number(process.versions.node.split(".")[0]) >= MINIMUM_NODE_MAJOR) {
  process.argv.splice(1, 2, script);
  await import(script);
} else if (existsSync(installed)) {
  const child = spawn(installed, [script, ...rest], { stdio: "inherit" });
  // A terminal's Ctrl-C reaches the child by itself; other signals are handed on.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
} else {
  console.error(
    `Node ${MINIMUM_NODE_MAJOR} or newer is needed; this is ${process.versions.node}, and the one that "npm install" brings is missing. Run "npm install" again (without --ignore-scripts and --omit=dev).`,
  );
  process.exit(1);
}
