// The data of others that lies beside the project, where it is present: the specification's kit and its examples.

import { existsSync } from "node:fs";
import { join } from "node:path";

const BESIDE = join(import.meta.dirname, "../../../shared");

/** The folder of that name, or undefined; then it says so, loudly. */
export function sharedFolder(name: string): string | undefined {
  const folder = join(process.env["IRONWEAVE_SHARED"] ?? BESIDE, name);
  if (existsSync(folder)) return folder;
  console.warn(`NOT RUN: there is no folder shared/${name}. Set IRONWEAVE_SHARED to the folder that holds "${name}".`);
  return undefined;
}
