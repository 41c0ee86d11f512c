// The documents whose histories are kept: one for each shape of history that the workflow can make. Adding one needs a
// recording (`node apps/worker/scripts/record-histories.ts`); changing the workflow must not need a new recording.

import type { Json } from "@ironweave/jq";
import { testDocument } from "../support/test-document.ts";

/** A document and how its run is driven. `url` answers every request with an object. */
export interface RecordedDocument {
  readonly name: string;
  readonly document: (url: string) => Json;
  readonly cancelAfterMs?: number;
}

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
];
