// "Upgrade to dsl 1.0.3": a document of an older version as the fewest text edits that make it one of the newest, which
// behaves the same. Comments, order and layout stay.
// The invariant: edits are returned only where they change exactly what the upgrade means to change, as parsing them shows.

import type { Json } from "@ironweave/jq";
import type { TextEdit } from "../diagnostic.ts";
import { LATEST_DSL_VERSION, isAtLeast, isDslVersion } from "../document/dsl-version.ts";
import type { DslVersion } from "../document/dsl-version.ts";
import { referenceTokens, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { applyTextEdits, normalizeTextEdits } from "../yaml/apply-text-edits.ts";
import { jsonEqual } from "../yaml/json-equal.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { planEdit } from "../yaml/plan-edit.ts";
import type { Source } from "../yaml/source.ts";
import { reshapeArguments } from "./reshape-arguments.ts";
import { reshapeFunctionNames } from "./reshape-function-names.ts";
import { reshapePairs } from "./reshape-pairs.ts";
import type { Reshape, UpgradeObstacle } from "./reshaping.ts";

/** How to upgrade a text: edits, or what stands in the way. */
export type UpgradeResult =
  | { readonly ok: true; readonly from: DslVersion; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly obstacles: readonly UpgradeObstacle[] };

/**
 * The edits that upgrade a text to the newest version of the language; none where it is of that version. Fails where the
 * text does not parse, where its version is not known, or where a part has no equal.
 */
export function upgradeSource(source: Source): UpgradeResult {
  const { value } = source;
  const from = value === undefined ? undefined : resolveReference(value, "/document/dsl");
  if (value === undefined) return failed("", "the text does not parse; mend it first");
  if (!isDslVersion(from)) return failed("/document/dsl", "the version of the document is not known");
  if (from === LATEST_DSL_VERSION) return { ok: true, from, edits: [] };
  const { changes, obstacles } = reshaping(value, from);
  if (obstacles.length > 0) return { ok: false, obstacles };
  const edits = planned(source, changes, from);
  return edits === undefined
    ? failed("/document/dsl", "the upgrade would lose comments or anchors; make it in the text")
    : { ok: true, from, edits };
}

function failed(reference: Reference, message: string): UpgradeResult {
  return { ok: false, obstacles: [{ reference, message }] };
}

function reshaping(document: Json, from: DslVersion) {
  const tasks = [...visitTasks(document)];
  const processes = tasks.map(reshapeArguments);
  const changes: readonly Reshape[] = [
    { type: "set", at: "/document/dsl", value: LATEST_DSL_VERSION },
    ...(isAtLeast(from, "1.0.2") ? [] : reshapeFunctionNames(document)),
    ...(isAtLeast(from, "1.0.1") ? [] : tasks.flatMap(reshapePairs)),
    ...processes.flatMap((each) => each.changes),
  ];
  return { changes, obstacles: processes.flatMap((each) => each.obstacles) };
}

/** Each change planned on the text as it stands, all applied at once; one after the other where they touch each other. */
function planned(source: Source, changes: readonly Reshape[], from: DslVersion): readonly TextEdit[] | undefined {
  const version = changes.length === 1 ? source.locate("/document/dsl") : undefined;
  const at = version === undefined ? -1 : source.text.slice(version.start, version.end).indexOf(from);
  if (version !== undefined && at >= 0 && source.text[version.start] !== "*") {
    // The version alone: no need to plan anything, which matters where this is asked at each keystroke.
    const start = version.start + at;
    return [{ range: { start, end: start + from.length }, text: LATEST_DSL_VERSION }];
  }
  const stepwise = inTurn(source, changes);
  if (stepwise === undefined) return undefined;
  const single = changes.map((change) => editsOf(source, change));
  const together = normalizeTextEdits(
    source.text,
    single.flatMap((edits) => edits ?? []),
  );
  const value = single.includes(undefined) ? undefined : valueAfter(source.text, together);
  if (value !== undefined && jsonEqual(value, stepwise.value ?? null)) return together;
  return normalizeTextEdits(source.text, [{ range: { start: 0, end: source.text.length }, text: stepwise.text }]);
}

// Keys are renamed last, since other changes are told by references that go through them.
function inTurn(source: Source, changes: readonly Reshape[]): Source | undefined {
  let current: Source | undefined = source;
  for (const change of changes.toSorted((left, right) => depthOf(right) - depthOf(left))) {
    const edits: readonly TextEdit[] | undefined = current === undefined ? undefined : editsOf(current, change);
    current =
      current === undefined || edits === undefined ? undefined : parseSource(applyTextEdits(current.text, edits));
  }
  return current?.value === undefined ? undefined : current;
}

function depthOf(change: Reshape): number {
  return change.type === "rename-key" ? -1 : referenceTokens(change.at).length;
}

function editsOf(source: Source, change: Reshape): readonly TextEdit[] | undefined {
  if (change.type === "rename-key") {
    const range = source.locate(change.at, "key");
    return range === undefined ? undefined : [{ range, text: change.to }];
  }
  const result = planEdit(source, change);
  return result.ok ? result.plan.edits : undefined;
}

function valueAfter(text: string, edits: readonly TextEdit[]): Json | undefined {
  try {
    return parseSource(applyTextEdits(text, edits)).value;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
