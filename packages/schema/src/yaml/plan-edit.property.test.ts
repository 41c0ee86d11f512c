import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { COMMENTS, handFormatted, randomDocument } from "../../test/hand-formatted.ts";
import { lineChanges } from "../../test/line-changes.ts";
import { EDIT_TYPES, randomEdit } from "../../test/random-edit.ts";
import { randomFrom } from "../../test/random.ts";
import { resolveReference } from "../document/reference.ts";
import { applyEdit } from "./apply-edit.ts";
import { applyTextEdits, invertTextEdits } from "./apply-text-edits.ts";
import type { Edit } from "./edit.ts";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";
import type { Source } from "./source.ts";

/** Checks laws 1 and 2 and the count of lines for one edit; answers the code where it is refused. */
function checkEdit(source: Source, edit: Edit): string | undefined {
  const { text, value } = source;
  if (value === undefined) throw new Error("the generated text must parse");
  const frozen = JSON.stringify(value);
  const result = planEdit(source, edit);
  const model = applyEdit(value, edit);
  expect(JSON.stringify(value)).toBe(frozen);
  if (!result.ok) {
    if (!model.ok) expect(result.diagnostic.code).toBe(model.problem.code);
    return result.diagnostic.code;
  }
  const { edits, moved } = result.plan;
  const after = applyTextEdits(text, edits);
  expect(model.ok && parseSource(after).value).toEqual(model.ok && model.value);
  expect(applyTextEdits(after, invertTextEdits(text, edits))).toBe(text);
  for (const [i, { range }] of edits.entries()) expect(range.start > (edits[i - 1]?.range.end ?? -1)).toBe(true);
  if (model.ok && edit.type !== "set" && edit.type !== "unset") {
    for (const [from, to] of moved) {
      expect([from, resolveReference(value, from) !== undefined]).toEqual([from, true]);
      expect([to, resolveReference(model.value, to) !== undefined]).toEqual([to, true]);
    }
  }
  checkLines(edit, text, after);
  return undefined;
}

/** [E3] and [E4]: which lines may go and come, by the kind of edit. Lines that hold whole lists in flow style may change. */
function checkLines(edit: Edit, before: string, after: string): void {
  const { removed, added } = lineChanges(before, after);
  const plain = (lines: readonly string[]): number => lines.filter((line) => !/[[{*]|&a\d|^$/.test(line)).length;
  const comments = (text: string): number[] => COMMENTS.map((comment) => text.split(comment).length - 1);
  if (edit.type === "insert-tasks" || edit.type === "duplicate-tasks") expect(plain(removed)).toBe(0);
  const aliases = removed.filter((line) => /\*a\d/.test(line)).length;
  // Who went to a deleted task goes elsewhere.
  const jumps = added.filter((line) => /then/.test(line)).length;
  if (edit.type === "delete-tasks") expect(plain(added)).toBeLessThanOrEqual(aliases + jumps);
  if (edit.type === "rename-task" && !/[|>]-?\s/.test(before)) expect(removed.length).toBe(added.length);
  if (["insert-tasks", "move-tasks", "rename-task", "wrap-tasks"].includes(edit.type)) {
    expect(comments(after)).toEqual(comments(before));
  }
}

// The time limit is for busy machines; alone, each takes a second or two.
describe("laws 1 and 2", { timeout: 60_000 }, () => {
  test("[E1] [E2] [E3] [E4] hold for every kind of edit on hand-formatted texts", () => {
    const refused = new Map<string, number>();
    let made = 0;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = randomFrom(seed);
        const document = randomDocument(random);
        const source = parseSource(handFormatted(random, document));
        for (const type of EDIT_TYPES) {
          const edit = randomEdit(random, document, type);
          if (edit === undefined) continue;
          const code = checkEdit(source, edit);
          if (code === undefined) made++;
          else refused.set(code, (refused.get(code) ?? 0) + 1);
        }
      }),
      { numRuns: 70 },
    );
    // Refusals are for moves of commented tasks into one-line lists, and for edits that make no sense: few.
    expect(
      [...refused.keys()].filter(
        (code) =>
          !["edit_impossible", "edit_function_stays", "edit_into_itself", "edit_not_a_container"].includes(code),
      ),
    ).toEqual([]);
    expect((refused.get("edit_impossible") ?? 0) / made).toBeLessThan(0.02);
  });

  test.skipIf(EXAMPLES.length === 0)(
    "[E1] [E2] [E3] hold for every kind of edit on the specification's examples",
    () => {
      for (const [i, { name, text }] of EXAMPLES.entries()) {
        const source = parseSource(text);
        const random = randomFrom(i);
        for (let round = 0; round < 2; round++) {
          for (const type of EDIT_TYPES) {
            const edit = randomEdit(random, source.value ?? null, type);
            if (edit === undefined) continue;
            const code = checkEdit(source, edit);
            expect([name, edit, code === "edit_impossible"]).toEqual([name, edit, false]);
          }
        }
      }
    },
  );

  test("[E1] hold for a chain of edits, each on the text that the last one left", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const random = randomFrom(seed);
        let source = parseSource(handFormatted(random, randomDocument(random)));
        for (let i = 0; i < 12; i++) {
          const edit = randomEdit(random, source.value ?? null, EDIT_TYPES[random.int(6)] ?? "set");
          const result = edit === undefined ? undefined : planEdit(source, edit);
          if (result?.ok !== true || edit === undefined) continue;
          const model = applyEdit(source.value ?? null, edit);
          expect(model.ok && result.plan.source.value).toEqual(model.ok && model.value);
          source = result.plan.source;
        }
      }),
      { numRuns: 20 },
    );
  });
});
