// Laws of an upgrade, on the specification's examples with the forms of older versions put into their calls and processes:
// what was valid stays valid, only the lines of those forms change, and no comment is lost.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { lineChanges } from "../../test/line-changes.ts";
import { joinReference, memberOf } from "../document/reference.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { applyTextEdits } from "../yaml/apply-text-edits.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { planEdit } from "../yaml/plan-edit.ts";
import type { Source } from "../yaml/source.ts";
import { validate } from "../validate/validate.ts";
import { upgradeSource } from "./upgrade-source.ts";

const scalar = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom("x", "", "${ .a }", "${ .a[] | tostring }", "${ $context.b # c }", 'say "\\(1)"', "a: b"),
);
const pairs = fc.dictionary(
  fc.stringMatching(/^[A-Za-z-]{1,8}$/u),
  fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
  {
    maxKeys: 4,
  },
);

/** The source with a value put at each place; places where it cannot be put stay. */
function withValues(source: Source, values: readonly (readonly [string, unknown])[]): Source {
  return values.reduce((current, [at, value]) => {
    const result = planEdit(current, { type: "set", at, value: JSON.parse(JSON.stringify(value)) as never });
    return result.ok ? result.plan.source : current;
  }, source);
}

function places(source: Source): readonly string[] {
  return [...visitTasks(source.value)].flatMap(({ task, reference }) => [
    ...(memberOf(task, "call") === "http"
      ? [joinReference(reference, "with", "headers"), joinReference(reference, "with", "query")]
      : []),
    ...["shell", "script"].flatMap((process) =>
      memberOf(memberOf(task, "run"), process) === undefined ||
      memberOf(memberOf(memberOf(task, "run"), process), "source") !== undefined
        ? []
        : [joinReference(reference, "run", process, "arguments")],
    ),
  ]);
}

const errors = (source: Source) => validate(source).filter(({ severity }) => severity === "error");
const commentLines = (text: string) => text.split("\n").filter((line) => /^\s*#/u.test(line)).length;

test.skipIf(EXAMPLES.length === 0)(
  "what was valid is valid afterwards, and only lines of the changed forms change",
  () => {
    let upgradedForms = 0;
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), fc.infiniteStream(pairs), ({ text }, values) => {
        const plain = parseSource(text.replace(/^(\s*dsl: ['"]?)1\.0\.3/mu, "$11.0.0"));
        const before = withValues(
          plain,
          places(plain).map((at) => [at, values.next().value] as const),
        );
        if (errors(before).length > 0) return;
        const result = upgradeSource(before);
        expect(result.ok).toBe(true);
        if (!result.ok) return;
        const after = parseSource(applyTextEdits(before.text, result.edits));
        expect(errors(after)).toEqual([]);
        expect(upgradeSource(after)).toEqual({ ok: true, from: "1.0.3", edits: [] });
        const { removed } = lineChanges(before.text, after.text);
        // What an upgrade may touch: the version, and lines inside of the places that were given older forms.
        const spans = places(before).flatMap((at) => before.locate(at, "entry") ?? []);
        const lines = spans.reduce((sum, { start, end }) => sum + before.text.slice(start, end).split("\n").length, 1);
        expect(removed.length).toBeLessThanOrEqual(lines);
        expect(commentLines(after.text)).toBeGreaterThanOrEqual(commentLines(before.text));
        if (spans.length > 0) upgradedForms += 1;
      }),
      { numRuns: 150 },
    );
    expect(upgradedForms).toBeGreaterThan(20);
  },
);
