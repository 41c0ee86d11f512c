import type { Json, JsonObject } from "@ironweave/jq";
import { describe, expect, test } from "vitest";
import { isGathered, joinGroup, readTrigger } from "./event-trigger.ts";
import type { Gathered, Trigger } from "./event-trigger.ts";
import { indexListeners } from "./listener-index.ts";

function trigger(on: Json): Trigger {
  const read = readTrigger(on);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}
const event = (type: string, data: Json = null): JsonObject => ({ type, data });
const order = { correlate: { order: { from: ".data.order" } } };
const EMPTY: Gathered = { correlation: {}, served: [], count: 0 };

/** Hands the events to one group; those that do not belong to it are named. */
function gather(wanted: Trigger, events: readonly JsonObject[]): readonly string[] {
  const index = indexListeners([wanted]);
  const kept: Json[] = [];
  let group = EMPTY;
  return events.map((each) => {
    const [taker] = index.takersOf(each);
    const joined = taker === undefined ? undefined : joinGroup(wanted, group, each, taker.filters);
    if (joined === undefined) return "refused";
    if (joined.kept) kept.push(each);
    group = joined;
    return isGathered(wanted, group, () => kept) ? `starts with ${kept.length}` : "waits";
  });
}

describe("`all`", () => {
  test("starts when each filter has had its event, and takes no filter's event twice", () => {
    const all = trigger({ all: [{ with: { type: "a" } }, { with: { type: "b" } }] });
    expect(gather(all, [event("a"), event("a"), event("c"), event("b")])).toEqual([
      "waits",
      "refused",
      "refused",
      "starts with 2",
    ]);
  });

  test("takes only events whose correlation values agree with the first", () => {
    const all = trigger({
      all: [
        { with: { type: "a" }, ...order },
        { with: { type: "b" }, ...order },
      ],
    });
    expect(
      gather(all, [event("a", { order: 1 }), event("b", { order: 2 }), event("b"), event("b", { order: 1 })]),
    ).toEqual(["waits", "refused", "refused", "starts with 2"]);
  });

  test("keeps to a value that is expected", () => {
    const wanted = { correlate: { shop: { from: "${ .data.shop }", expect: "${ 3 + 4 }" } } };
    const all = trigger({ all: [{ with: { type: "a" }, ...wanted }] });
    expect(gather(all, [event("a", { shop: 1 }), event("a", { shop: 7 })])).toEqual(["refused", "starts with 1"]);
  });
});

describe("`any` with `until`", () => {
  test("gathers until the condition over the events is true", () => {
    const any = trigger({ any: [{ with: { type: "reading" } }], until: "${ map(.data) | add > 10 }" });
    expect(gather(any, [event("reading", 4), event("reading", 5), event("reading", 6)])).toEqual([
      "waits",
      "waits",
      "starts with 3",
    ]);
  });

  test("gathers until an event ends it, which is not part of the input and ends nothing that has not begun", () => {
    const any = trigger({ any: [{ with: { type: "line" } }], until: { one: { with: { type: "done" } } } });
    expect(gather(any, [event("done"), event("line"), event("line"), event("done")])).toEqual([
      "refused",
      "waits",
      "waits",
      "starts with 2",
    ]);
  });
});

test("what cannot be followed has a sentence", () => {
  expect([
    readTrigger({ one: { with: { type: "a" }, correlate: { x: { from: "${ . + }" } } } }),
    readTrigger({ some: [] }),
    readTrigger({ all: [{ when: "x" }] }),
  ]).toMatchObject([
    { problem: expect.stringMatching(/^`on` cannot be followed: /u) },
    { problem: "`on` cannot be followed: it must have `one`, `any` or `all`" },
    { problem: "`on` cannot be followed: an event filter must have `with`" },
  ]);
});
