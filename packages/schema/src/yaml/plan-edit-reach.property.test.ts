import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { outOfReach } from "../../test/edit-reach.ts";
import { handFormatted, randomDocument } from "../../test/hand-formatted.ts";
import { EDIT_TYPES, randomEdit } from "../../test/random-edit.ts";
import { randomFrom } from "../../test/random.ts";
import type { Random } from "../../test/random.ts";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";
import type { Source } from "./source.ts";

/** One edit of each kind; answers how many could be made. */
function checkReach(source: Source, random: Random): number {
  let made = 0;
  for (const type of EDIT_TYPES) {
    const edit = randomEdit(random, source.value ?? null, type);
    const result = edit === undefined ? undefined : planEdit(source, edit);
    if (result?.ok !== true || edit === undefined) continue;
    made += 1;
    const left = outOfReach(source, edit, result.plan.edits);
    expect({ edit, left, text: left === undefined ? undefined : source.text }).toEqual({ edit });
  }
  return made;
}

// The time limit is for busy machines; alone, each takes a second or two.
test("no edit touches a line outside of what it is about, on hand-formatted texts", { timeout: 60_000 }, () => {
  let made = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
      const random = randomFrom(seed);
      const source = parseSource(handFormatted(random, randomDocument(random)));
      made += checkReach(source, random);
    }),
    { numRuns: 100 },
  );
  expect(made).toBeGreaterThan(500);
});

test.skipIf(EXAMPLES.length === 0)("nor on the specification's examples", { timeout: 60_000 }, () => {
  for (const [index, { text }] of EXAMPLES.entries()) {
    const source = parseSource(text);
    for (let round = 0; round < 3; round++) checkReach(source, randomFrom(index * 3 + round));
  }
});

test("a text that is printed again leaves the reach of every kind of edit", () => {
  const text = "document: {name: a}\ndo:\n  - one:\n      wait: PT1S # why\n  - two:\n      set: {a: 1}\n";
  const source = parseSource(text);
  const kinds = EDIT_TYPES.map((type) => {
    const edit = randomEdit(randomFrom(7), source.value ?? null, type);
    return edit === undefined ? undefined : outOfReach(source, edit, [{ range: { start: 0, end: text.length } }]);
  });
  expect(kinds).toEqual(EDIT_TYPES.map(() => text));
});
