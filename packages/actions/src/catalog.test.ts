// The catalog entry can be loaded in a browser and in the workflow sandbox: it reaches no Node module and no other package.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** What a module imports at run time, types left out. */
function runtimeImports(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+"([^"]+)"/gm);
  return [...statements].map(([, specifier = ""]) => specifier);
}

function reachable(
  file: string,
  seen = new Set<string>(),
): { readonly files: Set<string>; readonly packages: string[] } {
  const packages: string[] = [];
  if (seen.has(file)) return { files: seen, packages };
  seen.add(file);
  for (const specifier of runtimeImports(file)) {
    if (specifier.startsWith(".")) packages.push(...reachable(join(dirname(file), specifier), seen).packages);
    else packages.push(specifier);
  }
  return { files: seen, packages };
}

test("the catalog reaches only descriptors", () => {
  const { files, packages } = reachable(join(import.meta.dirname, "catalog.ts"));
  expect(packages).toEqual([]);
  expect(files.size).toBeGreaterThan(5);
});

test("the walk sees what the whole package reaches", () => {
  const { packages } = reachable(join(import.meta.dirname, "index.ts"));
  expect(packages).toEqual(expect.arrayContaining(["undici", "node:dns", "node:child_process"]));
});
