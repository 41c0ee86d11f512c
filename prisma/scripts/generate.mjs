#!/usr/bin/env node
// Generates the Prisma client into `generated/` when the schema or Prisma's version has changed since; else does nothing.
// Runs after `npm install`, so it must work on Node 20, without a network, and never ask.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrisma } from "./prisma.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const stamp = join(root, "generated", ".made-from");
const madeFrom = createHash("sha256")
  .update(readFileSync(join(root, "schema.prisma")))
  .update(require("prisma/package.json").version)
  .digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== madeFrom) {
  const code = runPrisma(["generate", "--no-hints"]);
  if (code !== 0) process.exit(code);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, madeFrom);
}
