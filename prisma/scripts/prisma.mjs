#!/usr/bin/env node
// Runs Prisma's command line with the schema engine of this folder, so that nothing is downloaded: `node scripts/prisma.mjs ARGS`.
// Plain JavaScript, because it must also run on Node 20 while packages are being installed.

import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const engine = join(here, "schema-engine.mjs");
const require = createRequire(import.meta.url);

/** Runs `prisma ARGS` in the package's folder and returns its exit code. */
export function runPrisma(args, environment = {}) {
  chmodSync(engine, 0o755);
  const cli = join(dirname(require.resolve("prisma/package.json")), "build", "index.js");
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    ...environment,
  };
  const done = spawnSync(process.execPath, [cli, ...args], { cwd: join(here, ".."), stdio: "inherit", env });
  return done.status ?? 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = runPrisma(process.argv.slice(2));
