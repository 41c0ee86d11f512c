// Holds the rules of CONTRIBUTING.md that no linter knows: file names and sizes, loosened checks, who imports whom, raw HTML and raw SQL sinks.
// Prints one line per breach, what is wrong and how to mend it; exits 1 where there is any.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { IMPORT_RULES, importsOf } from "./import-rules.ts";
import { lockGaps } from "./lock-gaps.ts";

interface Rule {
  readonly name: string;
  readonly applies: (path: string) => boolean;
  readonly pattern: RegExp;
  readonly mend: string;
}

const MAX_LINES = 400;
const FORBIDDEN_NAMES = /^(utils?|helpers?|common|manager|service|misc)\.tsx?$/;
const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
const isProduct = (path: string): boolean => /^(packages|apps|prisma)\//.test(path);

const RULES: readonly Rule[] = [
  {
    name: "double cast",
    applies: (path) => path.startsWith("packages/"),
    pattern: /\bas unknown as\b/,
    mend: "narrow the value with a check, or give the source the right type",
  },
  {
    name: "suppression without a reason",
    applies: () => true,
    pattern:
      /(@ts-(?:ignore|expect-error|nocheck)|(?:ox|es)lint-disable\S*)(?:\s+[\w/-]+(?:,\s*[\w/-]+)*)?\s*(?:\*\/)?\s*$/,
    mend: "say why on the same line, after ` -- `",
  },
  {
    name: "test left out or alone",
    applies: (path) => /\.test\.tsx?$/.test(path),
    pattern: /\b(?:test|it|describe)\.(?:only|todo)\(|\b(?:test|it|describe)\.skip\(/,
    mend: "mend or delete the test; `skipIf` with a message is for what a machine lacks",
  },
  {
    name: "raw HTML sink (R10)",
    applies: isProduct,
    pattern: /dangerouslySetInnerHTML\s*[=:]|\.(?:inner|outer)HTML\s*=/,
    mend: "render text as text",
  },
  {
    name: "raw SQL built from text",
    applies: isProduct,
    pattern: /\$(?:query|execute)RawUnsafe\b/,
    mend: "use the tagged template, which binds its values",
  },
  {
    name: "host language evaluated (R1)",
    applies: isProduct,
    pattern: /\bnew Function\(|\beval\(|from "node:vm"/,
    mend: "expressions are jq; programs run in a container",
  },
];

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"], {
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && isSource(path) && path !== "scripts/check-house.ts");

const breaches: string[] = [];
for (const path of files) {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    continue; // deleted in the work tree
  }
  const lines = text.split("\n");
  if (lines.length - 1 > MAX_LINES) {
    breaches.push(`${path}: ${lines.length - 1} lines; over ${MAX_LINES} there are two ideas in a file: part them`);
  }
  if (FORBIDDEN_NAMES.test(basename(path))) breaches.push(`${path}: name the file for what it exports`);
  for (const rule of IMPORT_RULES) {
    if (!rule.folder.test(path) || rule.except?.test(path) === true) continue;
    for (const name of importsOf(text)) {
      if (rule.forbidden.test(name)) breaches.push(`${path}: imports ${name}; ${rule.instead}`);
    }
  }
  for (const rule of RULES) {
    if (!rule.applies(path)) continue;
    lines.forEach((line, i) => {
      if (rule.pattern.test(line)) breaches.push(`${path}:${i + 1}: ${rule.name}; ${rule.mend}`);
    });
  }
}

const missing = Object.keys(lockGaps(JSON.parse(readFileSync("package-lock.json", "utf8")).packages)).length;
if (missing > 0) {
  breaches.push(
    `package-lock.json: ${missing} builds for other platforms are missing; node scripts/complete-lock.ts && npm install --package-lock-only`,
  );
}

for (const breach of breaches) console.log(breach);
console.log(`house rules: ${files.length} files, ${breaches.length} breaches`);
process.exit(breaches.length === 0 ? 0 : 1);
