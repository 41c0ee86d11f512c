// Offers of keys: those that the values at a place have, and the ways into an array. The invariant: a path that is offered leads to
// something in at least one of the values.
import type { Json } from "../json.ts";
import type { JqOffer, JqSample } from "./completion.ts";
import type { Frame } from "./frames.ts";
import { valueWords } from "./value-words.ts";

const MOST_KEYS = 200;
const PLAIN = /^[A-Za-z_]\w*$/;

/** How a key is written: after a dot, in quotes, or as an entry of an object. */
export type KeyForm = "path" | "text" | "entry";

interface Seen {
  readonly value: Json;
  readonly sample: JqSample;
}

/** Every key of the objects among the values, each with the first value that is not null. */
function keysOf(values: readonly Seen[]): ReadonlyMap<string, Seen> {
  const keys = new Map<string, Seen>();
  for (const { value, sample } of values) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) continue;
    for (const [key, member] of Object.entries(value)) {
      if (keys.size >= MOST_KEYS) break;
      const known = keys.get(key);
      if (known === undefined || (known.value === null && member !== null)) keys.set(key, { value: member, sample });
    }
  }
  return keys;
}

function offerOf(label: string, insert: string, { value, sample }: Seen): JqOffer {
  return {
    kind: "key",
    label,
    insert,
    detail: valueWords(value, sample.isShape === true),
    doc: "",
    ...(sample.origin === undefined ? {} : { origin: sample.origin }),
  };
}

function written(key: string, form: KeyForm): string {
  if (form === "text") return JSON.stringify(key).slice(1, -1);
  const name = PLAIN.test(key) ? key : JSON.stringify(key);
  return form === "path" ? `.${name}` : name;
}

function labelOf(key: string, form: KeyForm): string {
  return form === "text" ? key : written(key, form);
}

/** `isFirst`: nothing stands before the place, so that the way into an array begins with a dot. */
export function keyOffers(frames: readonly Frame[], form: KeyForm, isFirst = false): readonly JqOffer[] {
  const values = frames.map(({ input, sample }): Seen => ({ value: input, sample }));
  const own = [...keysOf(values)].map(([key, seen]) => offerOf(labelOf(key, form), written(key, form), seen));
  return form === "path" ? [...own, ...elementOffers(values, isFirst ? "." : "")] : own;
}

function elementOffers(values: readonly Seen[], dot: string): readonly JqOffer[] {
  const [array] = values.flatMap(({ value, sample }) =>
    Array.isArray(value) && value.length > 0 ? [{ items: value as readonly Json[], sample }] : [],
  );
  const first = array?.items[0];
  if (array === undefined || first === undefined) return [];
  const elements = values.flatMap(({ value, sample }) =>
    Array.isArray(value) ? (value as readonly Json[]).slice(0, 24).map((item): Seen => ({ value: item, sample })) : [],
  );
  // A path through elements of other kinds would fail.
  const isReadable = elements.every(({ value }) => typeof value === "object" && !Array.isArray(value));
  const seen = { value: first, sample: array.sample };
  return [
    { ...offerOf(`${dot}[]`, `${dot}[]`, seen), doc: "Each element." },
    { ...offerOf(`${dot}[0]`, `${dot}[0]`, seen), doc: "The first element." },
    ...[...(isReadable ? keysOf(elements) : [])].map(([key, member]) => ({
      ...offerOf(`${dot}[]${written(key, "path")}`, `${dot}[]${written(key, "path")}`, member),
      doc: "Of each element.",
    })),
  ];
}
