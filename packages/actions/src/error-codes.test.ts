// Every code that an action may fail with has its sentence in docs/errors/actions.md, and every sentence has its code.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LIMITS } from "./limits.ts";

const source = import.meta.dirname;
const documented = [
  ...readFileSync(join(source, "../../../docs/errors/actions.md"), "utf8").matchAll(/^\| `([a-z_]+)`/gm),
].map(([, code = ""]) => code);

/** Codes written out as titles, and those of limits that are raised by name. */
function raised(): ReadonlySet<string> {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("testing"),
  );
  const codes = new Set<string>();
  for (const name of files) {
    const text = readFileSync(join(source, name), "utf8");
    for (const [, code = ""] of text.matchAll(/title: "([a-z_]+)"/g)) codes.add(code);
    for (const [, limit = ""] of text.matchAll(/title: LIMITS\.(\w+)\.code/g)) {
      codes.add(LIMITS[limit as keyof typeof LIMITS].code);
    }
  }
  return codes;
}

test("codes and sentences are the same set", () => {
  expect([...raised()].toSorted()).toEqual(documented.toSorted());
});
