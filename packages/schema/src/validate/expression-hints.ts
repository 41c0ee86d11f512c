// What is certain of an expression before it runs: that it must fail, that it decides nothing, or that what it gives is not what
// its place takes. Warnings, since a document may reach it never, or catch its error. Nothing that may be right is reported.

import { analyse, parse } from "@ironweave/jq";
import type { JqAnalysis, JqHint } from "@ironweave/jq";
import type { NodeMeta } from "../document/schema-node.ts";
import type { Reference } from "../document/reference.ts";
import { isoDuration } from "../document/text-check.ts";
import type { ExpressionText } from "./expression-text.ts";
import type { Finding, Mend } from "./finding.ts";
import { replaceText } from "./text-mends.ts";

type Place = Pick<NodeMeta, "gives">;

/** Findings of a program that compiles. `isBare` is true where it stands in its field without `${ }`. */
export function expressionHints(
  { program, offset }: ExpressionText,
  place: Place,
  reference: Reference,
  isBare: boolean,
): readonly Finding[] {
  const { hints, wrong } = analysed(program, place.gives);
  const at = (start: number, end: number): Pick<Finding, "reference" | "severity" | "offset" | "length"> => ({
    reference,
    severity: "warning",
    offset: offset + start,
    length: Math.max(1, end - start),
  });
  const found = hints.map((hint): Finding => ({
    ...at(hint.start, hint.end),
    code: hint.kind === "fails" ? "expression_fails" : "expression_constant",
    message: messageOf(hint),
    mends: mendsOf(program, hint, reference, isBare),
  }));
  // A program that fails gives nothing wrong.
  if (wrong === undefined || hints.some(({ kind, certain }) => kind === "fails" && certain)) return found;
  const text = program.trimEnd();
  const start = text.length - text.trimStart().length;
  return [...found, { ...at(start, text.length), code: "expression_wrong_result", message: wrong }];
}

function messageOf({ kind, certain, message }: JqHint): string {
  if (kind === "constant") return message;
  return certain ? `this expression always fails: ${message}` : `this fails whenever it is reached: ${message}`;
}

function mendsOf(program: string, { meant }: JqHint, reference: Reference, isBare: boolean): readonly Mend[] {
  if (meant === undefined) return [];
  const mended = (program.slice(0, meant.start) + meant.text + program.slice(meant.end)).trim();
  return [
    {
      type: "text",
      // It was surely not meant to assign; but what the flow does changes with it.
      byHand: true,
      title: "Compare with ==",
      edits: (view) => replaceText(view, reference, isBare ? mended : `\${ ${mended} }`),
    },
  ];
}

interface Analysed {
  readonly hints: readonly JqHint[];
  /** What is wrong with what it gives. */
  readonly wrong: string | undefined;
}

const MOST_KEPT = 20_000;
const kept = new Map<string, Analysed>();

/** The analysis by text and place: a document is checked at every keystroke, and changes in one place only. */
function analysed(program: string, gives: NodeMeta["gives"]): Analysed {
  const key = `${String(gives)}\n${program}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const analysis = analyse(program, { isCondition: gives === "condition" });
  const result = { hints: analysis.hints, wrong: wrongResult(program, analysis, gives) };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, result);
  return result;
}

const DURATION: JqAnalysis["kinds"] = ["string", "object"];

function wrongResult(program: string, { kinds, some }: JqAnalysis, gives: NodeMeta["gives"]): string | undefined {
  if (gives === undefined || gives === "condition" || kinds.length === 0) return undefined;
  const text = gives === "duration" ? literalText(program) : undefined;
  if (text !== undefined && !isoDuration.test(text.trim()))
    return `${JSON.stringify(text)} is no duration; write it as PT15M or { minutes: 15 }`;
  const taken = gives === "duration" ? DURATION : gives;
  // No result is null.
  if (kinds.some((kind) => taken.includes(kind)) || (!some && taken.includes("null"))) return undefined;
  const wanted = gives === "duration" ? "a duration" : words(taken.filter((kind) => kind !== "null"));
  return `this must give ${wanted}, but gives ${words(kinds)}`;
}

function words(kinds: JqAnalysis["kinds"]): string {
  return kinds.map((kind) => (kind === "null" ? kind : `${/^[ao]/.test(kind) ? "an" : "a"} ${kind}`)).join(" or ");
}

/** The text that a program is, where it is nothing else. */
function literalText(program: string): string | undefined {
  const node = parse(program);
  if (node.kind === "Literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.kind !== "String" || node.format !== undefined) return undefined;
  return node.parts.every((part) => typeof part === "string") ? node.parts.join("") : undefined;
}
