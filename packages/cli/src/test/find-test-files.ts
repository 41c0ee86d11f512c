// Finds `*.test.yaml` files: those named, and all below the folders named.

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../usage-error.ts";

const IGNORED = new Set(["node_modules", "dist", ".git"]);

async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return IGNORED.has(entry.name) || entry.name.startsWith(".") ? [] : below(path);
      return /\.test\.ya?ml$/u.test(entry.name) ? [path] : [];
    }),
  );
  return found.flat().sort();
}

/** Paths in order, each once. Throws `UsageError` for what is not there. */
export async function findTestFiles(named: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of named) {
    const entry = await stat(path).catch(() => undefined);
    if (entry === undefined) throw new UsageError(`cannot read ${path}: there is no such file or folder`);
    found.push(...(entry.isDirectory() ? await below(path) : [path]));
  }
  return [...new Set(found)];
}
