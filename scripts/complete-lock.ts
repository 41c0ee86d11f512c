// Enters the builds for other platforms into package-lock.json; then `npm install --package-lock-only` puts it in npm's order.

import { readFileSync, writeFileSync } from "node:fs";
import { lockGaps } from "./lock-gaps.ts";
import type { LockEntries } from "./lock-gaps.ts";

const FILE = "package-lock.json";
const lock: { readonly packages: LockEntries } = JSON.parse(readFileSync(FILE, "utf8"));
const gaps = lockGaps(lock.packages);
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: { ...lock.packages, ...gaps } }, null, 2)}\n`);
console.log(`${Object.keys(gaps).length} entries added`);
