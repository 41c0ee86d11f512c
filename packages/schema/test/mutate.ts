// Random small damage to a document, as typing mistakes do it: what the structural check is compared with its oracle on.

import type { Json, JsonObject } from "@ironweave/jq";

/** Uniform in [0, 1), repeatable from a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Path = readonly (string | number)[];

const WORDS = [
  "foo",
  "with",
  "do",
  "call",
  "use",
  "endpoint",
  "then",
  "for",
  "set",
  "as",
  "after",
  "until",
  "name",
  "document",
];
const VALUES: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  "",
  "text",
  "${ .x }",
  "http",
  "end",
  "PT5M",
  "P",
  "https://example.com/{id}",
  "1.0.0",
  [],
  ["a"],
  [{}],
  {},
  { foo: "bar" },
  { seconds: 5 },
  { after: "PT5M" },
  { use: "x" },
  { basic: { use: "s" } },
  { set: { a: 1 } },
  [{ step: { set: { a: 1 } } }],
  { endpoint: "https://example.com" },
  { one: { with: { type: "t" } } },
];

/** A copy of `document` with `count` random changes, and what they were. */
export function mutate(document: Json, random: () => number, count: number): { value: Json; log: string } {
  let value = document;
  const log: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const paths = [...allPaths(value)];
    const path = pick(paths, random);
    const operation = pick(OPERATIONS, random);
    const [changed, note] = operation(value, path, random);
    value = changed;
    log.push(`${note} at /${path.join("/")}`);
  }
  return { value, log: log.join("; ") };
}

type Operation = (document: Json, path: Path, random: () => number) => readonly [Json, string];

const OPERATIONS: readonly Operation[] = [
  (document, path) => [change(document, path, () => undefined), "delete"],
  (document, path, random) => {
    const value = pick(VALUES, random);
    return [change(document, path, () => value), `replace by ${JSON.stringify(value)}`];
  },
  (document, path, random) => {
    const key = pick(WORDS, random);
    const value = pick(VALUES, random);
    return [
      change(document, path, (old) => (isObject(old) ? { ...old, [key]: value } : old)),
      `add ${key}: ${JSON.stringify(value)}`,
    ];
  },
  (document, path, random) => {
    const last = path.at(-1);
    if (typeof last !== "string") return [document, "nothing"];
    const to = random() < 0.5 ? damage(last, random) : pick(WORDS, random);
    return [
      change(document, path.slice(0, -1), (old) => (isObject(old) ? rename(old, last, to) : old)),
      `rename to ${to}`,
    ];
  },
  (document, path) => [
    change(document, path, (old) => (Array.isArray(old) ? [...old, ...old.slice(0, 1)] : [old])),
    "duplicate",
  ],
  (document, path, random) => {
    const from = pick([...allPaths(document)], random);
    const copied = read(document, from);
    return [change(document, path, () => copied), `copy of /${from.join("/")}`];
  },
  (document, path, random) => [
    change(document, path, (old) => (typeof old === "string" ? damage(old, random) : old)),
    "damage text",
  ],
];

function damage(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  return random() < 0.5 ? text.slice(0, at) + text.slice(at + 1) : `${text.slice(0, at)}#${text.slice(at)}`;
}

function rename(value: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key === from ? to : key, member]));
}

function* allPaths(value: Json, path: Path = []): Generator<Path> {
  yield path;
  if (Array.isArray(value))
    for (const [index, item] of (value as readonly Json[]).entries()) yield* allPaths(item, [...path, index]);
  else if (isObject(value)) for (const [key, member] of Object.entries(value)) yield* allPaths(member, [...path, key]);
}

function read(value: Json, path: Path): Json {
  let current: Json = value;
  for (const token of path) current = (current as { readonly [key: string]: Json })[token] ?? null;
  return current;
}

function change(value: Json, path: Path, by: (old: Json) => Json | undefined): Json {
  const [token, ...rest] = path;
  if (token === undefined) return by(value) ?? {};
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    return list.flatMap((item, index) =>
      index === token ? toList(rest.length === 0 ? by(item) : change(item, rest, by)) : [item],
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      if (key !== token) return [[key, member]];
      const changed = rest.length === 0 ? by(member) : change(member, rest, by);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
}

function toList(value: Json | undefined): readonly Json[] {
  return value === undefined ? [] : [value];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function pick<T>(values: readonly T[], random: () => number): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}
