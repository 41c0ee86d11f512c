// The data of others that lies beside the project, where it is present.

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const beside = resolve(dirname(fileURLToPath(import.meta.url)), "../../../../..", "shared");

/** The folder of that name in the shared data, or undefined; then it says so. */
export function sharedFolder(name: string): string | undefined {
  const folder = join(process.env["IRONWEAVE_SHARED"] ?? beside, name);
  if (existsSync(folder)) return folder;
  console.warn(`SKIPPED: ${folder} is not there (set IRONWEAVE_SHARED to the folder that holds "${name}")`);
  return undefined;
}
