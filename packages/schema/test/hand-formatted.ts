// Generated workflow texts as people write them: comments above, beside and after, anchors, folded and literal scalars,
// flow style, odd indentation, CRLF, no final newline, quoted keys, blank lines, JSON.

import type { Json } from "@ironweave/jq";
import { isJsonObject } from "../src/document/visit-kind.ts";
import type { Random } from "./random.ts";

const STRINGS = [
  "plain",
  "two words",
  "it's",
  'say "hi"',
  "a: b",
  "x # y",
  "",
  " lead",
  "true",
  "12",
  "${ .a }",
  "${ {a: .b} }",
  "- x",
  "2024-01-01",
  "ü",
  "null",
  "[a]",
  "a\nb\n",
  "a\nb",
  "l1\n\n  l2\nl3\n",
  "tab\there",
  "trail ",
  "*x",
  "&y",
  "~",
  "0.1.0",
  "https://x.y/z?a=1#f",
  "%",
  "@at",
  "yes",
] as const;
export const COMMENTS = ["# note", "#tight", '# it\'s: a - "trap" {[', "# then: other"] as const;

/** A random workflow document as JSON, with nested lists, jumps and plain data. */
export function randomDocument(random: Random): { readonly [key: string]: Json } {
  return {
    document: { dsl: "1.0.3", namespace: "test", name: "generated", version: "0.1.0" },
    ...(random.oneIn(4) && { use: { retries: { fast: { delay: { seconds: 1 } } }, ...reusable(random) } }),
    do: taskList(random, 3),
    ...(random.oneIn(3) && { timeout: { after: { hours: 1 } } }),
  };
}

/** Functions, of which one calls another and one holds steps, and an extension with steps before and after. */
function reusable(random: Random): { readonly [key: string]: Json } {
  const functions = {
    ask: { call: "http", with: { url: "x" } },
    again: { call: "ask" },
    "both of": task(random, 2, []),
  };
  const around = { extend: "call", before: taskList(random, 1), after: taskList(random, 1) };
  return {
    ...(random.oneIn(2) && { functions }),
    ...(random.oneIn(2) && { extensions: [{ around }] }),
  };
}

function taskList(random: Random, depth: number): Json {
  const count = 1 + random.int(4);
  const names = Array.from({ length: count }, (_, i) => random.pick([`t${i}`, `step ${i}`, `task-${i}`, `t~${i}/x`]));
  const then = (): { readonly then?: string } =>
    random.oneIn(3) ? { then: random.pick(["continue", "exit", "end", names[random.int(count)] ?? "end"]) } : {};
  return names.map((name) => ({ [name]: { ...task(random, depth, names), ...then() } }));
}

function task(random: Random, depth: number, names: readonly string[]): { readonly [key: string]: Json } {
  const leaf = depth <= 0 || random.oneIn(2);
  switch (leaf ? random.int(4) : 4 + random.int(5)) {
    case 0:
      return { set: data(random, 2) };
    case 1:
      return { call: "http", with: { method: "get", endpoint: random.pick(STRINGS), body: data(random, 2) } };
    case 2:
      return { wait: { seconds: random.int(100) } };
    case 3:
      return {
        switch: [
          { one: { when: ".a", then: names[random.int(names.length)] ?? "end" } },
          { other: { then: random.pick(["exit", "continue", names[0] ?? "end"]) } },
        ],
      };
    case 4:
      return { do: taskList(random, depth - 1) };
    case 5:
      return { for: { each: "item", in: ".items" }, do: taskList(random, depth - 1) };
    case 6:
      return { fork: { compete: true, branches: taskList(random, depth - 1) } };
    case 7:
      return {
        try: taskList(random, depth - 1),
        catch: { errors: { with: { status: 404 } }, do: taskList(random, depth - 2) },
      };
    default:
      return { listen: { to: { any: [] } }, foreach: { item: "event", do: taskList(random, depth - 1) } };
  }
}

/** Random JSON of small size. */
export function data(random: Random, depth: number): Json {
  switch (random.int(depth <= 0 ? 5 : 8)) {
    case 0:
      return random.int(1000) - 500;
    case 1:
      return random.oneIn(2);
    case 2:
      return null;
    case 3:
    case 4:
      return random.pick(STRINGS);
    case 5:
      return Array.from({ length: random.int(4) }, () => data(random, depth - 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.int(4) }, (_, i) => [
          random.pick([`k${i}`, `key ${i}`, `a.b${i}`, `"q${i}`]),
          data(random, depth - 1),
        ]),
      );
  }
}

/** A text that reads as the document, formatted by chance; with anchors, unless told otherwise. */
export function handFormatted(random: Random, document: Json, anchors = true): string {
  const writer = new Writer(random, anchors);
  if (random.oneIn(8)) return JSON.stringify(document, null, random.pick([0, 1, 2, 4])) + (random.oneIn(2) ? "\n" : "");
  let text = writer.document(document);
  if (random.oneIn(5)) text = `${random.oneIn(2) ? "%YAML 1.2\n" : ""}---${random.pick(["", " # begins"])}\n${text}`;
  if (random.oneIn(4)) text = text.replace(/\n+$/, "");
  if (random.oneIn(4)) text = text.replaceAll("\n", "\r\n");
  return text;
}

class Writer {
  readonly #random: Random;
  readonly #mayAnchor: boolean;
  readonly #step: number;
  readonly #dash: number;
  readonly #comments: number;
  readonly #anchors: { readonly name: string; readonly json: string }[] = [];
  #lines: string[] = [];
  #count = 0;
  /** True after the lines of a literal or folded scalar, which would swallow a comment at their depth. */
  #literal = false;

  constructor(random: Random, anchors: boolean) {
    this.#random = random;
    this.#mayAnchor = anchors;
    this.#step = random.pick([2, 2, 2, 3, 4]);
    this.#dash = random.oneIn(2) ? 0 : this.#step;
    this.#comments = random.pick([3, 6, 1_000_000]);
  }

  document(value: Json): string {
    if (this.#random.oneIn(3)) this.#lines.push("# yaml-language-server: $schema=x", "");
    this.#block(value, 0, "");
    if (this.#random.oneIn(4)) this.#lines.push("# the end");
    return `${this.#lines.join("\n")}\n`;
  }

  #above(column: number): void {
    if (this.#random.oneIn(this.#comments * 2) && this.#lines.length > 0) this.#lines.push("");
    while (this.#random.oneIn(this.#comments)) this.#lines.push(" ".repeat(column) + this.#random.pick(COMMENTS));
  }

  #beside(): string {
    return this.#random.oneIn(this.#comments) ? ` ${this.#random.pick(COMMENTS)}` : "";
  }

  /** Writes a non-empty collection in block style; `lead` is what already stands on its first line. */
  #block(value: Json, column: number, lead: string): void {
    let prefix = lead;
    const pad = " ".repeat(column);
    const entries: readonly (readonly [string, Json])[] = Array.isArray(value)
      ? (value as readonly Json[]).map((item) => ["- ", item] as const)
      : Object.entries(value as object).map(([key, member]) => [`${this.#key(key)}:`, member as Json] as const);
    for (const [head, member] of entries) {
      if (prefix === "") this.#above(column);
      this.#member(prefix === "" ? pad + head : prefix + head, member, column, head === "- ");
      prefix = "";
    }
    if (!this.#literal && this.#random.oneIn(this.#comments * 3)) this.#lines.push(`${pad}  # tail`);
  }

  #member(head: string, value: Json, column: number, item: boolean): void {
    const random = this.#random;
    const space = item ? "" : typeof value !== "object" && random.oneIn(15) ? "\t" : " ";
    const json = JSON.stringify(value);
    const shared = this.#anchors.find((anchor) => anchor.json === json);
    if (shared !== undefined && random.oneIn(2)) {
      this.#lines.push(`${head}${space}*${shared.name}${this.#beside()}`);
      return;
    }
    const anchored = random.oneIn(12) && this.#mayAnchor && !this.#anchors.some((anchor) => anchor.json === json);
    const anchor = anchored ? `&a${this.#count++} ` : "";
    this.#literal = false;
    const filled = typeof value === "object" && value !== null && Object.keys(value).length > 0;
    if (filled && (json.length > 120 || !random.oneIn(6))) {
      const inner = item ? column + 2 : column + (Array.isArray(value) ? this.#dash : this.#step);
      if (item && !anchored) this.#block(value, inner, head);
      else {
        this.#lines.push(`${head}${space}${anchor}`.trimEnd() + this.#beside());
        this.#block(value, inner, "");
      }
    } else if (typeof value === "string" && /^[^\s].*\n/.test(value) && !/\t/.test(value) && random.oneIn(2)) {
      const chomp = value.endsWith("\n") ? "" : "-";
      this.#lines.push(`${head}${space}${anchor}|${chomp}${this.#beside()}`);
      const inner = " ".repeat(column + this.#step + (item ? 1 : 0));
      this.#literal = true;
      this.#lines.push(
        ...value
          .replace(/\n$/, "")
          .split("\n")
          .map((line) => (line === "" ? "" : inner + line)),
      );
    } else if (typeof value === "string" && /^\w+ \w+$/.test(value) && random.oneIn(3)) {
      const inner = " ".repeat(column + this.#step + 1);
      this.#literal = true;
      this.#lines.push(`${head}${space}${anchor}>-`, ...value.split(" ").map((word) => inner + word));
    } else this.#lines.push(`${head}${space}${anchor}${this.#flow(value)}${this.#beside()}`);
    // Only what is complete may be referred to; what lies inside it was added before it, so the order is right.
    if (anchored) this.#anchors.push({ name: anchor.slice(1, -1), json });
  }

  #key(key: string): string {
    if (!/^[\w][\w.~/ -]*$/.test(key)) return JSON.stringify(key);
    return this.#random.pick([key, key, key, `'${key}'`, `"${key}"`]);
  }

  #flow(value: Json): string {
    if (Array.isArray(value)) return `[${(value as readonly Json[]).map((item) => this.#flow(item)).join(", ")}]`;
    if (isJsonObject(value)) {
      const space = this.#random.oneIn(2) ? " " : "";
      const members = Object.entries(value).map(([key, member]) => `${this.#key(key)}: ${this.#flow(member)}`);
      return members.length === 0 ? "{}" : `{${space}${members.join(", ")}${space}}`;
    }
    if (typeof value !== "string") return value === null ? this.#random.pick(["null", "~"]) : JSON.stringify(value);
    if (/^[a-z][\w.]*( \w+)?$/.test(value) && !/^(true|null|yes)$/.test(value) && this.#random.oneIn(2)) return value;
    return /[\n\t]/.test(value) || this.#random.oneIn(2) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
  }
}
