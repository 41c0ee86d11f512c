// Finds who an event is for without asking everybody. Listeners whose filters differ only in the values that they expect (a
// thousand runs of one workflow, each waiting for its own order) share one probe: the event is matched once, and its correlation
// values lead to those that expect them. Pure. Invariant: the answer is that of asking `matchesSubscription` for every filter.

import { correlationOf, isPlainText, matchesSubscription } from "@ironweave/engine";
import type { EventSubscription } from "@ironweave/engine";
import type { JsonObject } from "@ironweave/jq";
import { canonicalText } from "./canonical-text.ts";

/** A listener that takes an event, and which of its filters match, in order. */
export interface Taker<L> {
  readonly listener: L;
  readonly filters: readonly number[];
}

export interface ListenerIndex<L> {
  /** Those that the event matches, in the order in which they were given. */
  takersOf(event: JsonObject): readonly Taker<L>[];
}

interface Entry {
  readonly listener: number;
  readonly filter: number;
}

interface Probe {
  readonly subscription: EventSubscription;
  /** Names whose values are expected, in order. */
  readonly expected: readonly string[];
  /** By the canonical text of the expected values. */
  readonly entries: Map<string, Entry[]>;
}

/** Where filters stand that name no plain type. */
const ANY_TYPE = "";

export function indexListeners<L extends { readonly filters: readonly EventSubscription[] }>(
  listeners: readonly L[],
): ListenerIndex<L> {
  const byType = new Map<string, Map<string, Probe>>();
  for (const [listener, { filters }] of listeners.entries()) {
    for (const [filter, subscription] of filters.entries()) addEntry(byType, subscription, { listener, filter });
  }
  const takersOf = (event: JsonObject): readonly Taker<L>[] => {
    const matched = new Map<number, number[]>();
    for (const type of [event["type"], ANY_TYPE]) {
      const probes = typeof type === "string" ? byType.get(type) : undefined;
      for (const probe of probes?.values() ?? []) {
        for (const { listener, filter } of entriesFor(probe, event)) {
          const filters = matched.get(listener) ?? [];
          filters.push(filter);
          matched.set(listener, filters);
        }
      }
    }
    return [...matched]
      .toSorted(([a], [b]) => a - b)
      .flatMap(([position, filters]) => {
        const listener = listeners[position];
        return listener === undefined ? [] : [{ listener, filters: filters.toSorted((a, b) => a - b) }];
      });
  };
  return { takersOf };
}

function addEntry(byType: Map<string, Map<string, Probe>>, subscription: EventSubscription, entry: Entry): void {
  const { with: attributes, correlate = {}, scope } = subscription;
  const type = attributes["type"];
  const bucket = typeof type === "string" && isPlainText(type) ? type : ANY_TYPE;
  const probes = byType.get(bucket) ?? new Map<string, Probe>();
  byType.set(bucket, probes);
  const names = Object.keys(correlate).sort();
  const expected = names.filter((name) => correlate[name]?.expect !== undefined);
  const froms = Object.fromEntries(names.map((name) => [name, { from: correlate[name]?.from ?? "." }]));
  const key = canonicalText([attributes, { ...froms }, expected, { ...scope }]);
  let probe = probes.get(key);
  if (probe === undefined) {
    const shared = { with: attributes, scope, ...(names.length === 0 ? {} : { correlate: froms }) };
    probes.set(key, (probe = { subscription: shared, expected, entries: new Map() }));
  }
  const values = canonicalText(expected.map((name) => correlate[name]?.expect ?? null));
  const entries = probe.entries.get(values) ?? [];
  probe.entries.set(values, entries);
  entries.push(entry);
}

function entriesFor({ subscription, expected, entries }: Probe, event: JsonObject): readonly Entry[] {
  if (!matchesSubscription(event, subscription)) return [];
  const values = correlationOf(event, subscription.correlate, subscription.scope) ?? {};
  return entries.get(canonicalText(expected.map((name) => values[name] ?? null))) ?? [];
}
