// SPEC.md, V: events.

import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import type { CloudEvent } from "../host.ts";
import { runYaml } from "../testing/run-yaml.ts";

const event = (type: string, data: Json = null, rest: CloudEvent = {}): CloudEvent => ({
  specversion: "1.0",
  id: `${type}-${JSON.stringify(data)}`,
  source: "urn:test",
  type,
  data,
  ...rest,
});

/** Runs a text to which an event is sent each second. */
async function listening(yaml: string, sent: readonly CloudEvent[], input: Json = null) {
  const run = await runYaml(yaml, input, {
    startAt: 0,
    before: (host) => {
      for (const [index, each] of sent.entries()) host.after((index + 1) * 1000, () => host.deliver(each));
      host.after(60_000, () => host.cancel());
    },
  });
  const at = run.events.findLast(({ type }) => type === "task.completed")?.at;
  return { ...run, result: run.outcome.status === "completed" ? run.outcome.output : run.outcome, at };
}

const listen = (to: string, rest = "") => `do: [ { l: { listen: { to: ${to}${rest} } } } ]`;

test("[V1] emit publishes the event and fills in what is left out", async () => {
  const yaml = `do: [ { e: { emit: { event: { with: { source: 'urn:\${x}', type: t, subject: '\${ .s }', data: { n: '\${ .n }' } } } } } } ]`;
  const { outcome, host } = await runYaml(yaml, { s: "me", n: 1 });
  const expected = {
    specversion: "1.0",
    id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    time: "2026-01-01T00:00:00.000Z",
    source: "urn:${x}",
    type: "t",
    subject: "me",
    data: { n: 1 },
  };
  expect(host.published).toEqual([expected]);
  expect(outcome).toEqual({ status: "completed", output: expected });
});

test.each([
  ["id: ''", "id must be a text that is not empty"],
  ["id: '${ 5 }'", "id must be a text that is not empty"],
  ["specversion: '0.3'", "specversion must be 1.0"],
  ["Bad-Name: 1", 'the attribute name "Bad-Name" must be of lower-case letters and digits'],
  ["obj: { a: 1 }", "obj must be a text without control characters, a number or a boolean"],
  ["subject: '${ {} }'", "subject must be a text without control characters, a number or a boolean"],
  ["time: '${ \"nope\" }'", "time must be a timestamp as in RFC 3339"],
  ["data: 1, data_base64: AA==", "give data or data_base64, not both"],
])("[V1] an event with %s is refused as the server refuses it", async (attributes, detail) => {
  const { outcome, host } = await runYaml(
    `do: [ { e: { emit: { event: { with: { source: 'urn:x', type: t, ${attributes} } } } } } ]`,
  );
  const type = "https://serverlessworkflow.io/spec/1.0.0/errors/validation";
  const error = { type, status: 400, title: "event_refused", detail, instance: "/do/0/e" };
  expect([outcome, host.published]).toEqual([{ status: "faulted", error }, []]);
});

test("[V1] an event with the source and id of another is nothing new, whoever sent it", async () => {
  const emit = (id: string, value: number): string =>
    `{ emit: { event: { with: { source: 'urn:x', type: t, id: ${id}, data: ${value} } } } }`;
  const yaml = `do: [ { a: ${emit("same", 1)} }, { b: ${emit("same", 2)} }, { c: ${emit("other", 3)} },
    { l: { listen: { to: { any: [ { with: { type: t } } ], until: "length >= 2" } } } } ]`;
  const sent = [event("t", 0, { source: "urn:x", id: "other" }), event("t", 4, { source: "urn:x", id: "last" })];
  const { outcome, host } = await runYaml(yaml, null, {
    before: (each) => {
      for (const one of sent.slice(1)) each.after(1000, () => each.deliver(one));
      for (const one of sent) each.after(1000, () => each.deliver(one));
      each.after(2000, () => each.cancel());
    },
  });
  expect(outcome).toEqual({ status: "completed", output: [1, 3] });
  expect(host.published.map(({ data }) => data)).toEqual([1, 3]);
});

test("[V2] one takes the first event that matches", async () => {
  const { result, at } = await listening(listen("{ one: { with: { type: b } } }"), [
    event("a"),
    event("b", 1),
    event("b", 2),
  ]);
  expect([result, at]).toEqual([[1], 2000]);
});

test("[V2] any takes one event of any filter, or any event at all", async () => {
  const filters = "{ any: [ { with: { type: a } }, { with: { type: b } } ] }";
  expect((await listening(listen(filters), [event("c"), event("b", 1)])).result).toEqual([1]);
  expect((await listening(listen("{ any: [] }"), [event("c", 3)])).result).toEqual([3]);
});

test("[V2] all takes one event of every filter, in the order of arrival", async () => {
  const filters = "{ all: [ { with: { type: a } }, { with: { type: b } } ] }";
  const { result, at } = await listening(listen(filters), [event("b", 1), event("b", 2), event("a", 3)]);
  expect([result, at]).toEqual([[1, 3], 3000]);
});

test("[V3] until as a condition over what was consumed", async () => {
  const yaml = listen("{ any: [ { with: { type: a } } ], until: '(length > 2) or (.[-1] == \"stop\")' }");
  expect(
    (await listening(yaml, [event("a", 1), event("x"), event("a", 2), event("a", 3), event("a", 4)])).result,
  ).toEqual([1, 2, 3]);
  expect((await listening(yaml, [event("a", "stop")])).result).toEqual(["stop"]);
});

test("[V3] until as a strategy, whose events are left out", async () => {
  const yaml = listen("{ any: [ { with: { type: a } } ], until: { one: { with: { type: end } } } }");
  expect((await listening(yaml, [event("a", 1), event("a", 2), event("end", 9)])).result).toEqual([1, 2]);
  expect((await listening(yaml, [event("end", 9)])).result).toEqual([]);
});

test("[V4] read is data, envelope or raw", async () => {
  const sent = [event("a", { n: 1 })];
  const read = async (mode: string) => (await listening(listen("{ any: [] }", `, read: ${mode}`), sent)).result;
  expect(await read("data")).toEqual([{ n: 1 }]);
  expect(await read("raw")).toEqual([{ n: 1 }]);
  expect(await read("envelope")).toEqual(sent);
});

test("[V5] foreach runs its list for each event before the next is consumed", async () => {
  const yaml = `
do:
  - l:
      listen: { to: { any: [ { with: { type: a } } ], until: length == 3 } }
      foreach:
        item: e
        at: i
        do: [ { w: { wait: PT10S } }, { s: { set: { e: '\${ $e }', i: '\${ $i }' } } } ]
        output: { as: '[.e, .i]' }
        export: { as: '($context // 0) + $output[0]' }
  - c: { set: { all: '\${ . }', sum: '\${ $context }' } }`;
  const { result, at } = await listening(yaml, [event("a", 5), event("a", 6), event("a", 7)]);
  expect(result).toEqual({
    all: [
      [5, 0],
      [6, 1],
      [7, 2],
    ],
    sum: 18,
  });
  expect(at).toBe(31_000);
});

test("[V6] filters match literals, regular expressions and expressions", async () => {
  const matches = async (filter: string, sent: CloudEvent, input: Json = null) =>
    (await listening(listen(`{ one: { with: ${filter} } }`), [sent], input)).outcome.status === "completed";
  expect(await matches("{ type: com.x.a }", event("com.x.a"))).toBe(true);
  expect(await matches("{ type: 'com\\.x\\..*' }", event("com.x.a"))).toBe(true);
  expect(await matches("{ type: com.x }", event("com.x.a"))).toBe(false);
  expect(await matches("{ type: a, data: '${ .t > 38 }' }", event("a", { t: 39 }))).toBe(true);
  expect(await matches("{ type: a, data: '${ .t > 38 }' }", event("a", { t: 37 }))).toBe(false);
  expect(await matches("{ type: a, data: '${ .t > 38 }' }", event("a", "odd"))).toBe(false);
  expect(await matches("{ subject: '${ $input.who }' }", event("a", null, { subject: "me" }), { who: "me" })).toBe(
    true,
  );
  expect(await matches("{ subject: '${ $input.who }' }", event("a", null, { subject: "you" }), { who: "me" })).toBe(
    false,
  );
  expect(await matches("{ data: { a: 1 } }", event("a", { a: 1, b: 2 }))).toBe(true);
});

test("[V6] correlated events agree with the first, or with what is expected", async () => {
  const yaml = (expected: string) =>
    listen(
      `{ all: [ ${["a", "b"].map((type) => `{ with: { type: ${type} }, correlate: { room: { from: .data.room${expected} } } }`).join()} ] }`,
    );
  const sent = [event("a", { room: 1 }), event("b", { room: 2 }), event("b", { room: 1 }), event("a", { room: 2 })];
  expect((await listening(yaml(""), sent)).result).toEqual([{ room: 1 }, { room: 1 }]);
  expect((await listening(yaml(", expect: '${ .want }'"), sent, { want: 2 })).result).toEqual([
    { room: 2 },
    { room: 2 },
  ]);
});

test("[V2] an event that is emitted by one branch is received by another", async () => {
  const yaml = `
do:
  - f:
      fork:
        branches:
          - get: { listen: { to: { one: { with: { type: t } } } } }
          - put: { do: [ { w: { wait: PT1S } }, { e: { emit: { event: { with: { source: s, type: t, data: 1 } } } } } ], output: { as: .type } }`;
  expect((await listening(yaml, [])).result).toEqual([[1], "t"]);
});
