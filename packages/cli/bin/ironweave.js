#!/usr/bin/env node
// Starts the command with a Node that runs TypeScript. Plain JavaScript for any Node from 18 on: an older one hands over to
// the one that `npm install` brought. Nothing else happens here.

import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MINIMUM_NODE_MAJOR = 24;

if (Number(process.versions.node.split(".")[0]) >= MINIMUM_NODE_MAJOR) {
  module.enableCompileCache?.();
  const { main } = await import("../src/main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  startAgain();
}

function startAgain() {
  const self = realpathSync(fileURLToPath(import.meta.url));
  const node = findNode(dirname(self));
  if (node === undefined) {
    console.error(
      `ironweave: Node ${MINIMUM_NODE_MAJOR} or newer is needed, this is ${process.versions.node}; run "npm install" in the checkout, which brings one`,
    );
    process.exitCode = 2;
    return;
  }
  const child = spawn(node, [self, ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal's Ctrl-C reaches the child by itself; other signals are handed on.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("error", (error) => {
    console.error(`ironweave: ${node} does not start: ${error.message}; run "npm install" again`);
    process.exitCode = 2;
  });
  child.once("exit", (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 130);
  });
}

/** The `node` package's binary in the nearest node_modules above. */
function findNode(from) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}
