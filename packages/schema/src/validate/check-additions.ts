// What Ironweave adds within the language (docs/additions.md): `metadata.ironweave` of tasks, and the multiplier of a backoff. The
// language's own schema leaves these places open, so their mistakes would show at run time only.

import type { Json } from "@ironweave/jq";
import { nearest } from "../document/nearest.ts";
import { joinReference, memberOf, referenceTokens, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { changeTo } from "./change-to.ts";
import type { Finding, Mend } from "./finding.ts";
import { shortValue } from "./json-type.ts";
import { soleHolder } from "./text-mends.ts";

/** As the engine has it. */
const MOST_AT_ONCE = 2000;
const LARGEST_MULTIPLIER = 1000;

/** The kind of task that each addition is for, and what is wrong with a value. */
const ADDITIONS: Readonly<
  Record<string, { readonly kind: string; readonly check: (place: Place) => Finding | undefined }>
> = {
  concurrency: { kind: "for", check: checkConcurrency },
  deferred: { kind: "raise", check: checkDeferred },
};

interface Place {
  readonly value: Json;
  readonly reference: Reference;
  readonly task: Json | undefined;
  readonly taskAt: Reference;
}

/** Everything wrong with additions. */
export function checkAdditions(document: Json, tasks: readonly VisitedTask[]): readonly Finding[] {
  const policies = resolveReference(document, "/use/retries");
  const named = isJsonObject(policies) ? Object.keys(policies) : [];
  return [
    ...tasks.flatMap(taskFindings),
    ...named.flatMap((name) => {
      const reference = joinReference("/use/retries", name);
      return multiplierFindings(resolveReference(document, reference), reference);
    }),
  ];
}

function taskFindings(visited: VisitedTask): readonly Finding[] {
  const { task, kind, reference } = visited;
  const own = resolveReference(task, "/metadata/ironweave");
  const entries = isJsonObject(own) ? Object.entries(own) : [];
  return [
    ...entries.flatMap(([key, value]): readonly Finding[] => {
      const at = joinReference(reference, "metadata", "ironweave", key);
      const addition = Object.hasOwn(ADDITIONS, key) ? ADDITIONS[key] : undefined;
      if (addition === undefined) return misspelt(key, at);
      if (addition.kind === kind)
        return [addition.check({ value, reference: at, task, taskAt: reference })].filter((each) => each !== undefined);
      const message = `\`${key}\` belongs to \`${addition.kind}\` tasks; it has no effect here`;
      const mends = [removed(key, at, task, reference)];
      return [{ code: "addition_without_effect", severity: "warning", message, reference: at, target: "key", mends }];
    }),
    ...multiplierFindings(resolveReference(task, "/catch/retry"), joinReference(reference, "catch", "retry")),
  ];
}

/** The addition taken out, with the metadata that holds nothing else. */
function removed(key: string, at: Reference, task: Json | undefined, taskAt: Reference): Mend {
  const sizeOf = (reference: Reference): number => {
    const value = resolveReference(task, reference.slice(taskAt.length));
    return isJsonObject(value) ? Object.keys(value).length : 0;
  };
  const holder = soleHolder(at, sizeOf, referenceTokens(taskAt).length + 1);
  return { type: "remove", byHand: true, title: `Remove ${key}`, at: holder };
}

function misspelt(key: string, at: Reference): readonly Finding[] {
  const meant = nearest(key, Object.keys(ADDITIONS));
  if (meant === undefined) return [];
  const message = `\`${key}\` is not known; did you mean \`${meant}\`?`;
  const mends: readonly Mend[] = [{ type: "rename_key", title: `Rename to ${meant}`, at, to: meant }];
  return [{ code: "addition_without_effect", severity: "warning", message, reference: at, target: "key", mends }];
}

function checkConcurrency({ value, reference, task, taskAt }: Place): Finding | undefined {
  const finding = { code: "invalid_concurrency", severity: "error", reference } as const;
  if (value === null) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > MOST_AT_ONCE) {
    const message = `\`concurrency\` must be a whole number from 1 to ${MOST_AT_ONCE}, not ${shortValue(value)}`;
    const number =
      typeof value === "string" && /^[1-9]\d{0,3}$/u.test(value) && Number(value) <= MOST_AT_ONCE ? value : undefined;
    const limit = typeof value === "number" && value > MOST_AT_ONCE ? String(MOST_AT_ONCE) : undefined;
    const text = number ?? limit;
    if (text === undefined) return { ...finding, message };
    return { ...finding, message, mends: [changeTo(reference, text, { byHand: number === undefined })] };
  }
  if ((memberOf(task, "while") ?? null) === null) return undefined;
  const message = "iterations side by side do not follow each other, so `concurrency` and `while` exclude each other";
  return {
    ...finding,
    message,
    target: "key",
    mends: [removed("concurrency", reference, task, taskAt)],
  };
}

function checkDeferred({ value, reference }: Place): Finding | undefined {
  if (value === null || typeof value === "boolean") return undefined;
  const message = `\`deferred\` must be true or false, not ${shortValue(value)}`;
  const word = typeof value === "string" ? /^(?:(yes|on|true)|no|off|false)$/iu.exec(value) : null;
  const text = word === null ? undefined : word[1] === undefined ? "false" : "true";
  const mends = text === undefined ? [] : [changeTo(reference, text)];
  return { code: "invalid_deferred", severity: "error", message, reference, mends };
}

/** `backoff.exponential.multiplier` of a retry policy. */
function multiplierFindings(policy: Json | undefined, at: Reference): readonly Finding[] {
  const reference = joinReference(at, "backoff", "exponential", "multiplier");
  const value = resolveReference(policy, "/backoff/exponential/multiplier") ?? null;
  if (value === null || (typeof value === "number" && value > 0 && value <= LARGEST_MULTIPLIER)) return [];
  const message = `\`multiplier\` must be a number above 0, up to ${LARGEST_MULTIPLIER}, not ${shortValue(value)}`;
  const isNumber = typeof value === "string" && /^\d{1,3}(?:\.\d+)?$/u.test(value) && Number(value) > 0;
  const mends = isNumber ? [changeTo(reference, value)] : [];
  return [{ code: "invalid_multiplier", severity: "error", message, reference, mends }];
}
