// For property tests: random documents that use every part of the language whose meaning does not depend on real time.

import type { Json, JsonObject } from "@ironweave/jq";
import * as fc from "fast-check";

const FUNCTIONS: JsonObject = {
  twice: { do: [{ a: { set: "${ { n: ((.n? // 0) + 1) } }" } }, { b: { set: "${ { n: ((.n? // 0) + 1) } }" } }] },
};

// A fork puts its branches' outputs together: in loops the data would grow without end, and comparing them would take hours.
const NOT_TOO_MUCH: JsonObject = { as: "if (tojson | length) > 500 then { n: 1 } else . end" };

const COUNT = "${ { n: ((.n? // 0) + 1) } }";

interface NamedList {
  readonly list: readonly Json[];
}

function named(tasks: readonly JsonObject[], thens: readonly (number | null)[]): NamedList {
  return {
    list: tasks.map((task, index): JsonObject => {
      const jump = thens[index];
      // Only forwards, so that every document ends.
      const target = jump === null || jump === undefined ? undefined : index + 1 + jump;
      const isJump = target !== undefined && target < tasks.length;
      return { [`t${index}`]: isJump ? { then: `t${target}`, ...task } : task };
    }),
  };
}

/** A document. With forks, tasks take no action's time and share no context, so that branches cannot disturb each other. */
export function randomDocument({ forks }: { readonly forks: boolean }): fc.Arbitrary<Json> {
  const ms = fc.integer({ min: 1, max: 3000 });
  const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
    fc.constant({ set: COUNT }),
    fc.constant({ set: { n: "${ .n? // 0 }", moment: "${ now }", at: "${ $task.startedAt.epoch.milliseconds }" } }),
    ms.map((milliseconds) => ({ wait: { milliseconds } })),
    fc.constant({ call: "http", with: { method: "get", endpoint: "http://x.test/{n}", body: "${ . }" } }),
    fc.constant({ call: "twice", with: { n: "${ .n? // 0 }" } }),
    fc.constant({ if: "(.n? // 0) > 1", set: COUNT, output: { as: "{ n: (.n * 2) }" } }),
    fc
      .constantFrom("exit", "end", "continue")
      .map((then) => ({ switch: [{ c: { when: "(.n? // 0) % 3 == 2", then } }] })),
    ...(forks
      ? []
      : [
          fc.constant({ set: COUNT, export: { as: "($context // []) + [$output.n]" } }),
          fc.constant({ emit: { event: { with: { source: "urn:x", type: "x", data: "${ . }" } } } }),
          fc.constant({
            raise: { error: { type: "urn:late", status: "${ 500 + (.n? // 0) }" } },
            metadata: { ironweave: { deferred: true } },
          }),
          ms.map((milliseconds) => ({ wait: "PT2S", timeout: { after: { milliseconds } } })),
        ]),
  );
  return fc
    .letrec<{ task: JsonObject; list: NamedList }>((tie) => ({
      list: fc
        .tuple(
          fc.array(tie("task"), { minLength: 1, maxLength: 3 }),
          fc.array(fc.option(fc.constant(1), { freq: 6 }), { minLength: 3, maxLength: 3 }),
        )
        .map(([tasks, thens]) => named(tasks, thens)),
      task: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        tie("list").map(({ list }): JsonObject => ({ do: list })),
        fc
          .tuple(
            tie("list"),
            fc.constantFrom("[range(3)]", forks ? "[1, 2]" : "[range(2)] + (($context // []) | .[:1])"),
          )
          .map(([{ list }, each]): JsonObject => ({ for: { in: each }, while: "(.n? // 0) < 40", do: list })),
        fc.tuple(tie("list"), fc.nat(2), fc.boolean()).map(([{ list }, count, linear]): JsonObject => ({
          try: list,
          catch: {
            retry: {
              delay: "PT0.5S",
              backoff: { [linear ? "linear" : "exponential"]: {} },
              limit: { attempt: { count } },
              ...(forks ? {} : { jitter: { from: "PT0S", to: "PT1S" } }),
            },
            do: [{ handled: { set: { n: "${ $error.status }" } } }],
          },
        })),
        ...(forks
          ? [
              // Leaves only: nothing bounds these loops as `while` does the others, and nested they would multiply.
              fc
                .tuple(fc.array(leaf, { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 3 }))
                .map(([tasks, concurrency]): JsonObject => ({
                  for: { in: "[range(3)]" },
                  do: named(tasks, []).list,
                  metadata: { ironweave: { concurrency } },
                  output: NOT_TOO_MUCH,
                })),
              fc.array(tie("task"), { minLength: 1, maxLength: 3 }).map((tasks): JsonObject => ({
                fork: { branches: named(tasks, []).list },
                output: NOT_TOO_MUCH,
              })),
            ]
          : []),
      ),
    }))
    .list.map(({ list }): JsonObject => ({
      document: { dsl: "1.0.3", namespace: "test", name: "random", version: "1.0.0" },
      use: { functions: FUNCTIONS },
      do: list,
    }));
}
