// The engine runs in Temporal's workflow sandbox and in browsers: what its sources may name and import.

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sources = globSync("**/*.ts", { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith(".test.ts") && !file.startsWith("testing"))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), "utf8") }));

test("at run time the engine imports jq, the run protocol and itself, nothing else", () => {
  const imports = sources.flatMap(({ file, text }) =>
    [...text.matchAll(/^(?:import|export) (?!type )[^;]*? from "([^".][^"]*)"/gm)].map((match) => [file, match[1]]),
  );
  expect(new Set(imports.map(([, module]) => module))).toEqual(new Set(["@ironweave/jq", "@ironweave/schema/run"]));
});

test("no source reads a clock, randomness, timers or what the sandbox lacks", () => {
  const forbidden =
    /\b(?:new Date|Date\.|Math\.random|structuredClone|crypto\.|AbortController|setTimeout|setImmediate|queueMicrotask|process\.|globalThis|eval\(|new Function|new RegExp)/;
  const found = sources.flatMap(({ file, text }) => {
    const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    return forbidden.test(code) ? [`${file}: ${forbidden.exec(code)?.[0]}`] : [];
  });
  expect(found).toEqual([]);
});
