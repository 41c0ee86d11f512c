// Kinds of what is read from a value, and of objects that are made.
import type { NodeOf } from "../syntax/ast.ts";
import type { Analyse, Context } from "./context.ts";
import { hintsWhere, type Found, type JqHint } from "./finding.ts";
import { ARRAY, JSON_VALUE, kindsOnly, kindWords, NAN, NULL, NUMBER, OBJECT, STRING } from "./kind-set.ts";

type Access = NodeOf<"Index"> | NodeOf<"Slice"> | NodeOf<"Iterate"> | NodeOf<"Object">;

export function analyseAccess(node: Access, context: Context, analyse: Analyse): Found {
  if (node.kind === "Object") return analyseObject(node, context, analyse);
  const target = analyse(node.target, context);
  const keys =
    node.kind === "Index"
      ? [analyse(node.key, context)]
      : node.kind === "Slice"
        ? [node.from, node.to].filter((part) => part !== undefined).map((part) => analyse(part, context))
        : [];
  const parts = [target, ...keys];
  const some = parts.every((part) => part.some) && !node.optional;
  const hints = parts.flatMap((part) =>
    hintsWhere(
      parts.every((other) => other === part || other.some),
      part,
    ),
  );
  if (parts.some(({ kinds }) => kinds === 0)) return { kinds: 0, some: false, hints };
  const inside = JSON_VALUE | (target.kinds & NAN);
  const problem = problemOf(node, target.kinds, keys[0]?.kinds ?? 0);
  if (problem !== undefined) {
    const hint: JqHint = { kind: "fails", certain: some, message: problem, start: node.start, end: node.end };
    return { kinds: 0, some: false, hints: node.optional ? hints : [...hints, hint] };
  }
  if (node.kind === "Slice") return { kinds: target.kinds & (NULL | STRING | ARRAY | NAN), some, hints };
  if (node.kind === "Iterate") return { kinds: inside, some: false, hints };
  return { kinds: kindsOnly(target.kinds) === NULL ? NULL : inside, some, hints };
}

/** Kinds of values that may be read by a key of a kind. */
const READ_BY: readonly (readonly [key: number, target: number])[] = [
  [STRING, OBJECT | NULL],
  [NUMBER, ARRAY | NULL],
  [OBJECT, ARRAY | STRING | NULL],
  [ARRAY, ARRAY],
];

function problemOf(node: Exclude<Access, NodeOf<"Object">>, target: number, key: number): string | undefined {
  const words = kindWords(target);
  if (node.kind === "Iterate")
    return (target & (ARRAY | OBJECT)) === 0 ? `there is nothing to go through in ${words}` : undefined;
  if (node.kind === "Slice") return (target & (ARRAY | STRING | NULL)) === 0 ? `${words} cannot be sliced` : undefined;
  if (READ_BY.some(([by, from]) => (key & by) !== 0 && (target & from) !== 0)) return undefined;
  const name =
    node.key.kind === "Literal" && typeof node.key.value === "string" ? `.${node.key.value}` : kindWords(key);
  return `${words} cannot be read by ${name}`;
}

function analyseObject(node: NodeOf<"Object">, context: Context, analyse: Analyse): Found {
  const entries = node.entries.map(({ key, value }) => ({
    node: key,
    key: analyse(key, context),
    value: value === undefined ? undefined : analyse(value, context),
  }));
  const parts = entries.flatMap(({ key, value }) => (value === undefined ? [key] : [key, value]));
  const isReached = (part: Found): boolean => parts.every((other) => other === part || other.some);
  const hints: JqHint[] = parts.flatMap((part) => [...hintsWhere(isReached(part), part)]);
  for (const { node: at, key } of entries) {
    // `{$x}` and `{a}` stand for their own names.
    if (key.kinds === 0 || (key.kinds & STRING) !== 0 || at.kind === "Variable" || at.kind === "Location") continue;
    const message = `an object's key must be a string, not ${kindWords(key.kinds)}`;
    hints.push({ kind: "fails", certain: parts.every(({ some }) => some), message, start: at.start, end: at.end });
  }
  const isEmpty = parts.some(({ kinds }) => kinds === 0);
  const nan = parts.reduce((set, { kinds }) => set | (kinds & NAN), 0);
  // `{a}` reads `.a`, which may hold what `.` holds.
  return {
    kinds: isEmpty ? 0 : OBJECT | nan | (context.dot & NAN),
    some: !isEmpty && parts.every(({ some }) => some),
    hints,
  };
}
