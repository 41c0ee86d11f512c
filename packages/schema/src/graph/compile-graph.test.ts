import { describe, expect, test } from "vitest";
import { parseSource } from "../yaml/parse-source.ts";
import { compileGraph } from "./compile-graph.ts";
import type { Graph, GraphEdge } from "./graph.ts";

const graphOf = (text: string): Graph => compileGraph(parseSource(text).value);
const short = ({ from, to, kind, label, back }: GraphEdge): string =>
  `${from.replace(/.*\//, "")} ${kind}${label === undefined ? "" : `(${label})`} ${to.replace(/.*\//, "")}${back ? " back" : ""}`;
const edges = (text: string): string[] => graphOf(text).root.edges.map(short);

describe("edges", () => {
  test("[G2] document order, names, continue, exit and end", () => {
    expect(
      edges(
        "do: [{a: {set: 1}}, {b: {set: 1, then: d}}, {c: {set: 1, then: exit}}, {d: {set: 1, then: continue}}, {e: {set: 1, then: end}}]",
      ),
    ).toEqual(["start next a", "a next b", "b then d", "c then(exit) end", "d then e", "e then(end) end"]);
  });

  test("[G2] a name that no sibling has gives no edge", () => {
    expect(edges("do: [{a: {set: 1, then: nowhere}}, {b: {do: [{c: {set: 1, then: a}}]}}]")).toEqual([
      "start next a",
      "b next end",
    ]);
  });

  test("[G2] a raise that waits for the run's end is followed by the next task, and says so", () => {
    const text = "do: [{a: {raise: {error: x}, metadata: {ironweave: {deferred: true}}}}, {b: {set: 1}}]";
    expect(edges(text)).toEqual(["start next a", "a next b", "b next end"]);
    expect(graphOf(text).root.nodes[0]?.summary).toBe("x at the end");
  });

  test("[G3] cases; without a default the flow also goes on", () => {
    const cases = "x: {when: .a, then: c}}, {y: {when: .b}";
    expect(edges(`do: [{s: {switch: [{${cases}}]}}, {b: {set: 1}}, {c: {set: 1}}]`)).toEqual([
      "start next s",
      "s case(x) c",
      "s case(y) b",
      "s next b",
      "b next c",
      "c next end",
    ]);
    expect(
      edges(`do: [{s: {switch: [{${cases}}, {z: {then: exit}}], then: c}}, {b: {set: 1}}, {c: {set: 1}}]`).slice(1, 4),
    ).toEqual(["s case(x) c", "s case(y) b", "s case(z) end"]);
    expect(edges("do: [{s: {if: .q, switch: [{z: {then: exit}}]}}, {b: {set: 1}}]")[2]).toBe("s next b");
  });

  test("[G4] edges back, to itself too, and the end of the workflow", () => {
    expect(edges("do: [{a: {set: 1}}, {b: {set: 1, then: a}}, {c: {set: 1, then: c}}]")).toEqual([
      "start next a",
      "a next b",
      "b then a back",
      "c then c back",
    ]);
    const [, last] = graphOf("do: [{a: {set: 1, then: end}}]").root.edges;
    expect(last).toEqual({
      id: "/do/0/a#then",
      from: "/do/0/a",
      to: "end",
      kind: "then",
      label: "end",
      source: "/do/0/a/then",
      back: false,
      ends: true,
    });
  });

  test("[G2] nothing follows a raise, unless it may be skipped", () => {
    expect(edges("do: [{a: {raise: {error: x}}}, {b: {if: .c, raise: {error: x}}}]")).toEqual([
      "start next a",
      "b next end",
    ]);
  });
});

describe("nodes and scopes", () => {
  test("[G1] a task with all that its card shows", () => {
    expect(
      graphOf("do: [{get: {if: .x, call: http, with: {method: post, endpoint: {uri: 'http://x/{id}'}}}}]").root.nodes,
    ).toEqual([
      {
        id: "/do/0/get",
        name: "get",
        kind: "call",
        action: "http",
        summary: "POST http://x/{id}",
        conditional: true,
        scopes: [],
      },
    ]);
  });

  test("[G1] [G6] scopes of loops, tries, forks, listeners", () => {
    const text = `
do:
  - l: {for: {each: x, in: "\${ .xs }"}, do: [{a: {set: 1}}]}
  - t: {try: [{b: {set: 1}}], catch: {errors: {with: {status: 404}}, do: [{c: {set: 1}}]}}
  - f: {fork: {compete: true, branches: [{d: {set: 1}}, {e: {set: 1}}]}}
  - e: {listen: {to: {one: {with: {type: t}}}}, foreach: {item: ev, do: [{g: {set: 1}}]}}
  - s: {call: asyncapi, with: {subscription: {foreach: {do: [{h: {set: 1}}]}}}}
`;
    const scopes = graphOf(text).root.nodes.flatMap((node) => node.scopes);
    expect(
      scopes.map(({ list, role, title, nodes, edges }) => [list, role, title, nodes.length, edges.length]),
    ).toEqual([
      ["/do/0/l/do", "for", "each x in .xs", 1, 2],
      ["/do/1/t/try", "try", "try", 1, 2],
      ["/do/1/t/catch/do", "catch", "catch 404", 1, 2],
      ["/do/2/f/fork/branches", "fork", "first to finish", 2, 0],
      ["/do/3/e/foreach/do", "foreach", "each ev", 1, 2],
      ["/do/4/s/with/subscription/foreach/do", "foreach", "each item", 1, 2],
    ]);
  });

  test("[G6] functions and extensions stand beside the flow", () => {
    const graph = graphOf(`
use:
  functions: {greet: {call: http, with: {endpoint: x}}}
  extensions: [{log: {extend: call, before: [{say: {set: 1}}], after: [{bye: {set: 1}}]}}]
do: []
`);
    expect(
      graph.definitions?.map(({ list, role, title, nodes, edges }) => [
        list,
        role,
        title,
        nodes.map(({ id }) => id),
        edges.length,
      ]),
    ).toEqual([
      ["/use/functions", "function", "functions", ["/use/functions/greet"], 0],
      ["/use/extensions/0/log/before", "before", "before call (log)", ["/use/extensions/0/log/before/0/say"], 2],
      ["/use/extensions/0/log/after", "after", "after call (log)", ["/use/extensions/0/log/after/0/bye"], 2],
    ]);
  });

  test("[G5] broken tasks are unknown nodes", () => {
    const nodes = graphOf(
      "do: [word, {}, 5, null, {a: null}, {b: {cal: http}}, {c: {call: http, set: 1}}, {d: {do: 7}}, [e]]",
    ).root.nodes;
    expect(nodes.map(({ id, name, kind }) => `${id} ${name} ${kind}`)).toEqual([
      "/do/0 word unknown",
      "/do/1  unknown",
      "/do/2 5 unknown",
      "/do/3  unknown",
      "/do/4/a a unknown",
      "/do/5/b b unknown",
      "/do/6/c c unknown",
      "/do/7/d d do",
      "/do/8  unknown",
    ]);
    for (const value of [undefined, null, 3, "x", [], { do: "x" }, { do: {} }]) {
      expect(compileGraph(value).root.edges.map(short)).toEqual(["start next end"]);
    }
  });

  test("[G1] the trigger is a line", () => {
    const trigger = (schedule: string): string | undefined => graphOf(`schedule: ${schedule}`).trigger;
    expect([
      trigger("{every: {minutes: 5}}"),
      trigger("{cron: '0 0 * * *'}"),
      trigger("{after: PT1H}"),
      trigger("{on: {one: {with: {type: a.b}}}}"),
    ]).toEqual(["every 5 min", "cron 0 0 * * *", "PT1H after each run", "on a.b"]);
  });
});

test("a `then` to no task of its list is a loose end, in cases and elsewhere", () => {
  const graph = compileGraph({
    do: [
      { pick: { switch: [{ a: { when: ".a", then: "gone" } }, { b: { then: "end" } }], then: "away" } },
      { last: { set: 1, then: "pick" } },
    ],
  });
  const from = "/do/0/pick";
  expect(graph.root.loose).toEqual([
    { id: `${from}#case/0`, from, kind: "case", label: "a", source: `${from}/switch/0/a/then`, missing: "gone" },
    { id: `${from}#then`, from, kind: "then", source: `${from}/then`, missing: "away" },
  ]);
  expect(compileGraph({ do: [{ a: { set: 1 } }] }).root.loose).toBeUndefined();
});
