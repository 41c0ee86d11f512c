// The documents whose histories are kept: one for each shape of history that the workflow can make. Adding one needs a
// recording (`node apps/worker/scripts/record-histories.ts`); changing the workflow must not need a new recording.

import type { Json, JsonObject } from "@ironweave/jq";
import { testDocument } from "../support/test-document.ts";

/** A document and how its run is driven. `url` answers every request with an object. */
export interface RecordedDocument {
  readonly name: string;
  readonly document: (url: string) => Json;
  readonly cancelAfterMs?: number;
  /** Events that the run is handed, one after the other, with a pause before each. */
  readonly events?: readonly JsonObject[];
}

const event = (type: string, id: string, data: Json): JsonObject => {
  return { specversion: "1.0", id, source: "/test", type, data };
};
const call = (method: string, uri: string): object => ({ call: "http", with: { method, endpoint: { uri } } });

export const RECORDED_DOCUMENTS: readonly RecordedDocument[] = [
  {
    name: "data-steps",
    document: () => testDocument([{ a: { set: { n: 1 } } }, { b: { set: { n: "${ .n + 1 }" } } }]),
  },
  {
    name: "calls",
    document: (url) => testDocument([{ read: call("get", `${url}/read`) }, { write: call("post", `${url}/write`) }]),
  },
  {
    name: "waits",
    document: () => testDocument([{ short: { wait: { milliseconds: 10 } } }, { long: { wait: { seconds: 3 } } }]),
  },
  {
    name: "fork",
    document: (url) =>
      testDocument([
        {
          both: {
            fork: { branches: [{ left: call("post", `${url}/left`) }, { right: { wait: { milliseconds: 20 } } }] },
          },
        },
        {
          race: {
            fork: {
              compete: true,
              branches: [{ fast: { wait: { milliseconds: 5 } } }, { slow: { wait: { minutes: 5 } } }],
            },
          },
        },
      ]),
  },
  {
    name: "retry",
    document: (url) =>
      testDocument([
        {
          guarded: {
            try: [{ fails: call("get", `${url}/__fail`) }],
            catch: {
              retry: { delay: { milliseconds: 5 }, limit: { attempt: { count: 2 } } },
              do: [{ note: { set: { caught: true } } }],
            },
          },
        },
      ]),
  },
  {
    name: "fault",
    document: () => testDocument([{ raised: { raise: { error: { type: "https://example.com/x", status: 418 } } } }]),
  },
  { name: "cancelled", document: () => testDocument([{ rest: { wait: { hours: 1 } } }]), cancelAfterMs: 500 },
  {
    name: "continued",
    document: () =>
      testDocument([
        {
          count: {
            for: { each: "item", in: "${ [range(1200)] }" },
            do: [{ add: { set: { n: "${ (.n // 0) + 1 }" } } }],
          },
        },
      ]),
  },
  {
    name: "emits-and-listens",
    document: () =>
      testDocument([
        { tell: { emit: { event: { with: { source: "https://test.example/run", type: "told", data: { n: 1 } } } } } },
        { first: { listen: { to: { one: { with: { type: "go" } } } } } },
        {
          both: {
            listen: {
              to: {
                all: [
                  { with: { type: "left" }, correlate: { key: { from: "${ .data.key }" } } },
                  { with: { type: "right" }, correlate: { key: { from: "${ .data.key }" } } },
                ],
              },
            },
          },
        },
        {
          each: {
            listen: { to: { any: [{ with: { type: "item" } }], until: "${ length >= 2 }" } },
            foreach: { item: "item", do: [{ note: { set: { seen: "${ $item }" } } }] },
          },
        },
      ]),
    events: [
      event("go", "1", null),
      event("right", "2", { key: "a" }),
      event("left", "3", { key: "b" }),
      event("left", "4", { key: "a" }),
      event("left", "4", { key: "a" }),
      event("item", "5", 1),
      event("item", "6", 2),
    ],
  },
  {
    name: "side-by-side",
    document: (url) =>
      testDocument([
        {
          each: {
            for: { each: "n", in: "${ [range(9)] }" },
            do: [{ rest: { wait: { milliseconds: 5 } } }, { write: call("post", `${url}/write`) }],
            metadata: { ironweave: { concurrency: 3 } },
          },
        },
      ]),
  },
  {
    // More branches than begin in one turn of the sandbox.
    name: "wide-fork",
    document: () =>
      testDocument([
        {
          wide: {
            fork: {
              branches: Array.from({ length: 220 }, (_, index) => ({ [`b${index}`]: { set: { at: index } } })),
            },
          },
        },
      ]),
  },
  {
    // The recording's worker answers any workflow with one step.
    name: "subflows",
    document: () => {
      const workflow = { namespace: "default", name: "called", version: "latest", input: {} };
      return testDocument([{ waited: { run: { workflow } } }, { left: { run: { workflow, await: false } } }]);
    },
  },
  {
    name: "resources",
    document: (url) =>
      testDocument([
        {
          twice: {
            for: { in: "${ [1, 2] }" },
            do: [
              { checked: { set: "${ {} }", output: { schema: { resource: { endpoint: { uri: `${url}/schema` } } } } } },
            ],
          },
        },
      ]),
  },
  {
    name: "variables",
    document: () =>
      testDocument([
        { keep: { call: "set-variable:1.0.0@default", with: { key: "k", value: 1 } } },
        { read: { call: "get-variable:1.0.0@default", with: { key: "k" } } },
      ]),
  },
];
