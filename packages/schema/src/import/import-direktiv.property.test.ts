// Whatever the file, the import neither throws nor writes a document that is not valid.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "@ironweave/jq";
import { parseSource } from "../yaml/parse-source.ts";
import { validate } from "../validate/validate.ts";
import { importDirektiv } from "./import-direktiv.ts";

const IDS = ["a", "b", "c"] as const;

const jx = fc.oneof(
  { depthSize: "small", withCrossShrink: true },
  fc.constantFrom<Json>(
    "jq(.)",
    "jq(.x)",
    "x jq(.y | length)",
    "js(1)",
    "jq(",
    "jq(.a |)",
    'say "hi\\n" ${ .x }',
    "${ . }",
    5,
    null,
    "",
  ),
  fc.string(),
  fc.dictionary(fc.string(), fc.constantFrom<Json>("jq(.x)", "t", 1, null), { maxKeys: 2 }),
  fc.array(fc.constantFrom<Json>("jq(.x[])", false), { maxLength: 2 }),
);
const target = fc.constantFrom<string | undefined>(...IDS, undefined);
const action = fc.record(
  {
    function: fc.constantFrom("sub", "box"),
    input: jx,
    secrets: fc.constant(["key"]),
    retries: fc.record(
      {
        max_attempts: fc.integer({ min: 1, max: 9 }),
        codes: fc.array(fc.constantFrom("*", "a.b", "(", "direktiv"), { minLength: 1, maxLength: 2 }),
        multiplier: fc.constantFrom(1, 2, 3),
      },
      { requiredKeys: ["max_attempts", "codes"] },
    ),
  },
  { requiredKeys: ["function"] },
);
const event = fc.record(
  {
    type: fc.constantFrom("t", "u"),
    context: fc.dictionary(fc.constantFrom("k", "source", "time", "id"), fc.constantFrom<Json>("jq(.x)", "a*", "v", 1)),
  },
  { requiredKeys: ["type"] },
);
const variable = fc.record({
  key: fc.constantFrom("k", "jq(.k)"),
  scope: fc.constantFrom("instance", "workflow"),
  value: jx,
});
const some = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(of, { minLength: 1, maxLength: 3 });

const kinds: readonly fc.Arbitrary<object>[] = [
  fc.record({ type: fc.constant("noop") }),
  fc.record({ type: fc.constant("delay"), duration: fc.constantFrom("PT1S", "P1DT2H") }),
  fc.record({
    type: fc.constant("switch"),
    conditions: some(fc.record({ condition: jx, transform: jx, transition: target })),
    defaultTransition: target,
  }),
  fc.record({
    type: fc.constant("validate"),
    subject: fc.constantFrom("jq(.)", "jq(.x)"),
    schema: fc.constant({ type: "object" }),
  }),
  fc.record({
    type: fc.constant("error"),
    error: fc.constantFrom("e", "${x}"),
    message: fc.constantFrom("m", "%v", "${ a"),
    args: fc.array(jx, { maxLength: 2 }),
  }),
  fc.record({ type: fc.constant("action"), action, async: fc.boolean() }),
  fc.record({ type: fc.constant("foreach"), array: jx, action }),
  fc.record({ type: fc.constant("parallel"), actions: some(action), mode: fc.constantFrom("and", "or") }),
  fc.record({ type: fc.constant("consumeEvent"), event, timeout: fc.constant("PT1M") }),
  fc.record({ type: fc.constant("eventsAnd"), events: some(event) }),
  fc.record({ type: fc.constant("eventsXor"), events: some(fc.record({ event, transform: jx, transition: target })) }),
  fc.record({
    type: fc.constant("generateEvent"),
    event: fc.record({
      type: fc.constant("t"),
      context: fc.dictionary(fc.constantFrom("k", "source", "time", "subject"), jx),
      source: fc.constantFrom("s", "https://x.y", "jq(.s)"),
      data: jx,
    }),
  }),
  fc.record({ type: fc.constant("getter"), variables: some(variable.map(({ key, scope }) => ({ key, scope }))) }),
  fc.record({ type: fc.constant("setter"), variables: some(variable) }),
];

const state = fc.tuple(
  fc.oneof(...kinds),
  fc.record({
    transform: jx,
    transition: target,
    log: jx,
    catch: fc.array(fc.record({ error: fc.constantFrom("*", "x", "direktiv.jq", "("), transition: target }), {
      maxLength: 2,
    }),
  }),
);

const file = fc.record({
  functions: fc.constant([
    { id: "sub", type: "subflow", workflow: "child" },
    { id: "box", type: "reusable", image: "x" },
  ]),
  timeouts: fc.constantFrom({}, { kill: "PT1M" }, { interrupt: "PT1H" }),
  start: fc.constantFrom<object | undefined>(
    undefined,
    { type: "default", state: "b" },
    { type: "eventsXor", events: [{ type: "t" }] },
    { type: "scheduled", cron: "0 3 * * *" },
  ),
  states: fc.tuple(state, state, state).map((states) =>
    states.map(([own, common], index) => ({
      id: IDS[index],
      ...("conditions" in own || (own as { readonly type?: string }).type === "eventsXor"
        ? { catch: common.catch }
        : common),
      ...own,
    })),
  ),
});

test("documents of every state type are imported as valid documents", () => {
  fc.assert(
    fc.property(file, (value) => {
      const { yaml, diagnostics } = importDirektiv(JSON.stringify(value));
      expect(yaml, JSON.stringify(diagnostics.filter(({ severity }) => severity === "error"))).toBeDefined();
      expect(validate(parseSource(yaml ?? "")).filter(({ severity }) => severity === "error")).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("any text gives a result", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const { yaml, diagnostics } = importDirektiv(text);
      expect(yaml !== undefined || diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    }),
  );
});
