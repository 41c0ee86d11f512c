// Every field of every example, one after the other, as a form changes it: the lines that change are counted, not sampled.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { handFormatted, randomDocument } from "../../test/hand-formatted.ts";
import { lineChanges } from "../../test/line-changes.ts";
import { randomFrom } from "../../test/random.ts";
import { joinReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { applyTextEdits } from "./apply-text-edits.ts";
import type { Edit } from "./edit.ts";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";
import type { Source } from "./source.ts";

/** Every scalar below a value. */
function* scalars(value: Json, at: Reference): Generator<readonly [Reference, Json]> {
  if (typeof value !== "object" || value === null) yield [at, value];
  else for (const [key, member] of Object.entries(value)) yield* scalars(member, joinReference(at, key));
}

/** Another value of the same type, as a person would type it. */
function other(value: Json): Json {
  if (typeof value === "string") return `${value.trim().split("\n")[0] ?? ""}x`;
  return typeof value === "number" ? value + 1 : value !== true;
}

/** How many lines an edit takes away and puts in; undefined where it is refused. */
function changed(source: Source, edit: Edit): { readonly removed: number; readonly added: number } | undefined {
  const result = planEdit(source, edit);
  if (!result.ok) return undefined;
  const { removed, added } = lineChanges(source.text, applyTextEdits(source.text, result.plan.edits));
  return { removed: removed.length, added: added.length };
}

function linesOf(source: Source, at: Reference): number {
  const range = source.locate(at, "value");
  return range === undefined ? 0 : source.text.slice(range.start, range.end).trimEnd().split("\n").length;
}

/** Checks each scalar and a new `if` of each task; how many were checked. */
function checkFields(source: Source): number {
  let checked = 0;
  // A value that an alias shares is written out where the alias stands: judged by [E11].
  const aliases = /[&*]a\d/.test(source.text);
  for (const [at, value] of scalars(source.value ?? null, "")) {
    const lines = changed(source, { type: "set", at, value: other(value) });
    if (lines === undefined || aliases) continue;
    checked += 1;
    const most = linesOf(source, at);
    const few = lines.removed >= 1 && lines.removed <= most && lines.added >= 1 && lines.added <= most;
    expect({ at, lines, few }).toEqual({ at, lines, few: true });
  }
  for (const { reference, task } of visitTasks(source.value ?? null)) {
    if (task === undefined || typeof task !== "object" || task === null || Object.hasOwn(task, "if")) continue;
    const lines = changed(source, { type: "set", at: joinReference(reference, "if"), value: "${ .ready }" });
    if (lines === undefined || aliases) continue;
    checked += 1;
    // One line more (and a blank one where fields are set apart); in flow style, the line of the task is another one.
    expect({ reference, lines, kept: lines.added - lines.removed <= 2 && lines.removed <= 1 }).toEqual({
      reference,
      lines,
      kept: true,
    });
  }
  return checked;
}

test.skipIf(EXAMPLES.length === 0)(
  "[E3] a field of any example changes its own lines only",
  { timeout: 120_000 },
  () => {
    let checked = 0;
    for (const { text } of EXAMPLES) checked += checkFields(parseSource(text));
    expect(checked).toBeGreaterThan(700);
  },
);

test("[E3] so does a field of a hand-formatted text", { timeout: 120_000 }, () => {
  let checked = 0;
  for (let seed = 0; seed < 25; seed++) {
    const random = randomFrom(seed);
    checked += checkFields(parseSource(handFormatted(random, randomDocument(random))));
  }
  expect(checked).toBeGreaterThan(150);
});
