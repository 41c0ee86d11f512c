// What to write instead of a value that does not fit, and the mend that writes it, where that can be told.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import { TASK_KINDS } from "../document/task-kind.ts";
import type { ConcreteNode } from "../document/resolve-node.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { changeTextTo, changeTo } from "./change-to.ts";
import { isPartlyWrapped } from "./expression-text.ts";
import type { Mend } from "./finding.ts";
import { SAMPLES, SHORTHANDS } from "./habits.ts";
import { joinedProgram } from "./jq-habits.ts";
import type { JsonType } from "./json-type.ts";
import { TASK_KEYS } from "./task-keys.ts";
import { blankAfter, dashEach, keyAbove, replaceText, wrapValue } from "./text-mends.ts";
import { EVERYWHERE } from "./walk-document.ts";

/** Words to append to a message, "" for none, and what would mend it. */
export interface Advice {
  readonly advice: string;
  readonly mends: readonly Mend[];
}

const NONE: Advice = { advice: "", mends: [] };

/** Advice on a value of the wrong type. */
export function adviceOnType(node: ConcreteNode, wanted: readonly JsonType[], value: Json, at: Reference): Advice {
  const title = node.meta.title ?? "";
  if (wanted.includes("string") && wanted.length === 1 && (typeof value === "number" || typeof value === "boolean"))
    return { advice: "put it in quotes", mends: [{ type: "quote_value", title: "Put in quotes", at }] };
  if (wanted.length === 1 && wanted[0] === "list" && isJsonObject(value)) return adviceOnList(value, at);
  if (wanted.length === 1 && wanted[0] === "number" && typeof value === "string" && /^\d+$/u.test(value))
    return {
      advice: "write it without quotes",
      mends: [textMend("Write as a number", at, (view) => unquoted(view, at, value))],
    };
  if (wanted.includes("boolean") && typeof value === "string" && /^(?:yes|no|on|off|true|false)$/iu.test(value)) {
    const meant = /^(?:yes|on|true)$/iu.test(value) ? "true" : "false";
    return { advice: `write ${meant}`, mends: [changeTo(at, meant)] };
  }
  if (wanted.includes("object") && typeof value === "string") return adviceOnObject(title, value, at);
  if (title === "In" && Array.isArray(value)) {
    const program = JSON.stringify(value);
    return {
      advice: `write it as an expression: '\${ ${program} }'`,
      mends: [textMend("Make it an expression", at, (view) => expressionInPlace(view, at, program))],
    };
  }
  if (typeof value === "number" && isDuration(node)) {
    const mend = textMend(`Write { seconds: ${value} }`, at, (view) => replaceRaw(view, at, `{ seconds: ${value} }`));
    return { advice: `write ${SAMPLES["Duration"] ?? ""}`, mends: [{ ...mend, byHand: true }] };
  }
  const sample = SAMPLES[title];
  return sample === undefined ? NONE : { advice: `such as ${sample}`, mends: [] };
}

/** Advice on a text that is not of the form that its field takes; `code` says which. */
export function adviceOnText(code: string, value: string, at: Reference): Advice {
  if (isPartlyWrapped(value) && code !== "invalid_name") {
    const program = joinedProgram(value, ANYTHING);
    const advice = "only `${ }` around the whole text is evaluated";
    return program === undefined
      ? { advice, mends: [] }
      : { advice, mends: [textMend("Join the parts in jq", at, (view) => replaceText(view, at, `\${ ${program} }`))] };
  }
  if (code === "invalid_duration") {
    const meant = isoDurationOf(value);
    if (meant !== undefined) return replaced(`did you mean ${meant}?`, meant, at);
  }
  if (code === "invalid_version" && /^\d+(?:\.\d+)?$/u.test(value)) {
    const meant = `${value}${value.includes(".") ? ".0" : ".0.0"}`;
    return replaced(`did you mean ${meant}?`, meant, at);
  }
  if (code === "invalid_name") {
    const meant = value
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/gu, "-")
      .replaceAll(/^-|-$/gu, "")
      .slice(0, 63);
    if (meant !== "") return byHand(replaced(`such as ${meant}`, meant, at));
  }
  if (code === "invalid_uri" && /^(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:\/[^\s]*)?$/u.test(value))
    return byHand(replaced(`is https://${value} meant?`, `https://${value}`, at));
  if (code === "expression_not_wrapped") {
    const mend = textMend("Wrap in ${ }", at, (view) => replaceText(view, at, `\${ ${value} }`));
    return { advice: "", mends: [{ ...mend, byHand: true }] };
  }
  return NONE;
}

// What exists in the place is not known to the structural check; the check of expressions tells what does not.
const ANYTHING: ReadonlySet<string> = new Set([...EVERYWHERE, "task", "item", "index"]);

function replaced(advice: string, meant: string, at: Reference): Advice {
  return { advice, mends: [changeTextTo(at, meant)] };
}

function byHand({ advice, mends }: Advice): Advice {
  return { advice, mends: mends.map((mend): Mend => ({ ...mend, byHand: true })) };
}

type TextMend = Extract<Mend, { readonly type: "text" }>;

function textMend(title: string, _at: Reference, edits: TextMend["edits"]): TextMend {
  return { type: "text", title, edits };
}

function adviceOnList(value: { readonly [key: string]: Json }, at: Reference): Advice {
  const keys = Object.keys(value);
  const unspaced = keys.find((key) => /^-\S/u.test(key));
  if (unspaced !== undefined)
    return {
      advice: "a blank is missing after the dash",
      mends: [
        textMend("Put a blank after the dash", at, (view) => {
          const range = view.locate(`${at}/${unspaced.replaceAll("~", "~0").replaceAll("/", "~1")}`, "key");
          return range === undefined
            ? undefined
            : [{ range: { start: range.start + 1, end: range.start + 1 }, text: " " }];
        }),
      ],
    };
  if (keys.some((key) => TASK_KINDS.some((kind) => kind === key)) && keys.every((key) => TASK_KEYS.has(key))) {
    const mend = textMend("Make it a list of one task", at, (view) => keyAbove(view, at, "- step"));
    return { advice: "write it as a task of a list, below `- name:`", mends: [{ ...mend, byHand: true }] };
  }
  return {
    advice: "begin each entry with `- `",
    mends: [textMend("Make it a list", at, (view) => dashEach(view, at, keys))],
  };
}

function adviceOnObject(title: string, value: string, at: Reference): Advice {
  const unspaced = /^(\w+):(?=\S)/u.exec(value)?.[1];
  if (unspaced !== undefined)
    return {
      advice: `a blank is missing after \`${unspaced}:\``,
      mends: [textMend("Put a blank after the colon", at, (view) => blankAfter(view, at, unspaced.length + 1))],
    };
  const path = SHORTHANDS[title];
  if (path !== undefined) {
    const shape = path.reduceRight((inner, key) => `{ ${key}: ${inner} }`, "…");
    return {
      advice: `write ${shape}`,
      mends: [textMend(`Write as ${shape}`, at, (view) => wrapValue(view, at, path))],
    };
  }
  const sample = SAMPLES[title];
  return sample === undefined ? NONE : { advice: `such as ${sample}`, mends: [] };
}

function isDuration(node: ConcreteNode): boolean {
  return node.shape.kind === "choice" && node.shape.options.some(({ meta }) => meta.means === "duration");
}

const UNITS: Readonly<Record<string, string>> = {
  d: "D",
  day: "D",
  h: "H",
  hr: "H",
  hour: "H",
  m: "M",
  min: "M",
  minute: "M",
  s: "S",
  sec: "S",
  second: "S",
};

/** `5m`, `1h30m`, `5 minutes`, `pt5s` and the like as ISO 8601 text. */
export function isoDurationOf(text: string): string | undefined {
  if (/^p(?:\d+d)?(?:t(?:\d+h)?(?:\d+m)?(?:\d+s)?)?$/iu.test(text) && text !== text.toUpperCase() && /\d/u.test(text))
    return text.toUpperCase();
  if (/^P\d+M(?:\d+S)?$|^P\d+[HS]/u.test(text)) return `PT${text.slice(1)}`;
  const parts = [...text.trim().matchAll(/(\d+)\s*([a-z]+?)s?(?=[\s,\d]|$)/giu)];
  if (
    parts.length === 0 ||
    parts
      .map(([part]) => part)
      .join("")
      .replaceAll(/\s/gu, "").length !== text.replaceAll(/[\s,]|and/gu, "").length
  )
    return undefined;
  const amounts = parts.map(([, amount, unit = ""]) => ({
    amount,
    unit: UNITS[unit.toLowerCase()] ?? (unit === "" ? "S" : undefined),
  }));
  if (amounts.some(({ unit }) => unit === undefined)) return undefined;
  const days = amounts
    .filter(({ unit }) => unit === "D")
    .map(({ amount }) => `${amount}D`)
    .join("");
  const times = ["H", "M", "S"]
    .flatMap((unit) => amounts.filter((each) => each.unit === unit).map(({ amount }) => `${amount}${unit}`))
    .join("");
  return `P${days}${times === "" ? "" : `T${times}`}`;
}

type View = Parameters<TextMend["edits"]>[0];

function replaceRaw({ locate }: View, at: Reference, text: string) {
  const range = locate(at, "value");
  return range === undefined ? undefined : [{ range, text }];
}

function unquoted(view: View, at: Reference, value: string) {
  return replaceRaw(view, at, value);
}

function expressionInPlace(view: View, at: Reference, program: string) {
  const range = view.locate(at, "value");
  if (range === undefined || view.text.slice(range.start, range.end).includes("\n")) return undefined;
  return [{ range, text: `'\${ ${program.replaceAll("'", "''")} }'` }];
}
