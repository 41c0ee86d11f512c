// Checks that rules and tests agree: in each package with a SPEC.md, every rule (`- **Y1** …`) is named by a test
// (`[Y1]` at the beginning of a test's name), and every rule that a test names exists. Prints what is missing and exits with 1.
// Reads files only; needs no build and no dependency.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RULE = /^\s*[-*]\s+\*\*([A-Z]+\d+)\*\*/gm;
/** A text in a test file that begins with rules: `"[Y1] [Y2] …"`, also without the brackets. */
const CITED = /["'`](?:\[?[A-Z]+\d+\]?[,:]?\s+)+/g;

/** Folders that may hold a SPEC.md: every workspace. */
function workspaces(): string[] {
  return ["packages", "apps"].flatMap((group) => {
    const folder = join(ROOT, group);
    return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  });
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", ".next", ".turbo", "dist"].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** What is wrong in one package, a line each. */
function complaints(folder: string): string[] {
  const spec = join(folder, "SPEC.md");
  if (!existsSync(spec)) return [];
  const rules = [...readFileSync(spec, "utf8").matchAll(RULE)].map(([, rule = ""]) => rule);
  const families = new Set(rules.map((rule) => rule.replace(/\d+$/, "")));
  const cited = new Map<string, string>();
  for (const file of testFiles(folder)) {
    for (const [names] of readFileSync(file, "utf8").matchAll(CITED)) {
      for (const [, rule = ""] of names.matchAll(/([A-Z]+\d+)/g)) cited.set(rule, relative(ROOT, file));
    }
  }
  const where = relative(ROOT, spec);
  const twice = rules.filter((rule, i) => rules.indexOf(rule) !== i);
  return [
    ...twice.map((rule) => `${where}: rule ${rule} stands there twice`),
    ...rules.filter((rule) => !cited.has(rule)).map((rule) => `${where}: no test names rule ${rule}`),
    ...[...cited]
      .filter(([rule]) => families.has(rule.replace(/\d+$/, "")) && !rules.includes(rule))
      .map(([rule, file]) => `${file}: rule ${rule} does not stand in ${where}`),
  ];
}

const found = workspaces().flatMap(complaints);
for (const line of found) console.error(line);
if (found.length > 0) process.exitCode = 1;
else console.log("every rule has its test, and every test its rule");
