// The index answers as if every filter had been asked.
import * as fc from "fast-check";
import { matchesSubscription } from "@ironweave/engine";
import type { EventSubscription } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { canonicalText } from "./canonical-text.ts";
import { indexListeners } from "./listener-index.ts";

const value = fc.constantFrom<Json>(1, 2, "a", "1", null, true, { x: 1, y: [2] }, { y: [2], x: 1 });
const type = fc.constantFrom("t.a", "t-a", "t.b", "t.*", '${ . == "t.b" }');
const correlation = fc.record(
  { from: fc.constantFrom(".data.k", "${ .data.k }", ".data.missing"), expect: value.filter((each) => each !== null) },
  { requiredKeys: ["from"] },
);
const filter: fc.Arbitrary<EventSubscription> = fc
  .tuple(
    fc.record({ type, source: fc.constantFrom("/s", "/(s|r)") }, { requiredKeys: [] }),
    fc.dictionary(fc.constantFrom("k", "l"), correlation, { maxKeys: 2 }),
  )
  .map(([attributes, correlate]) => {
    const given = Object.fromEntries(Object.entries(attributes).filter(([, each]) => each !== undefined));
    return { with: given, scope: {}, ...(Object.keys(correlate).length === 0 ? {} : { correlate }) };
  });
const listener = fc.record({ filters: fc.array(filter, { maxLength: 3 }) });
const event = fc.record({
  type: fc.constantFrom("t.a", "t-a", "t.b"),
  source: fc.constantFrom("/s", "/r"),
  data: fc.record({ k: value }),
});

test("the index finds exactly those that match, and which of their filters", () => {
  fc.assert(
    fc.property(fc.array(listener, { maxLength: 12 }), fc.array(event, { maxLength: 5 }), (listeners, events) => {
      const index = indexListeners(listeners);
      for (const each of events) {
        const asked = listeners.flatMap((one) => {
          const filters = one.filters.flatMap((wanted, at) => (matchesSubscription(each, wanted) ? [at] : []));
          return filters.length === 0 ? [] : [{ listener: one, filters }];
        });
        expect(index.takersOf(each)).toEqual(asked);
      }
    }),
  );
});

test("values have one text exactly where they are equal", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const [left, right] = [a, b].map((each) => JSON.parse(JSON.stringify(each)) as Json);
      expect(JSON.parse(canonicalText(left ?? null))).toEqual(left);
      if (canonicalText(left ?? null) === canonicalText(right ?? null)) expect(left).toEqual(right);
    }),
  );
  expect(canonicalText({ x: 1, y: [2] })).toBe(canonicalText({ y: [2], x: 1 }));
});
