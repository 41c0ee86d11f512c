import { compileGraph, parseSource } from "@ironweave/schema";
import { expect, test } from "vitest";
import { SAMPLE } from "../../app/dev/sample.ts";
import { accessibleName } from "./accessible-name.ts";
import { flowNeighbour } from "./flow-neighbour.ts";
import { indexGraph } from "./graph-index.ts";

const index = indexGraph(compileGraph(parseSource(SAMPLE).value));
const go = (from: string, ...directions: Parameters<typeof flowNeighbour>[2][]) =>
  directions.reduce<string | undefined>(
    (at, direction) => (at === undefined ? undefined : flowNeighbour(index, at, direction, new Set())),
    from,
  );

test("next and previous follow the list, and cross from one scope of a task to the other", () => {
  expect(go("/do/0/createHosts", "next", "next")).toBe("/do/2/decide");
  expect(go("/do/4/configure/try/1/both", "next")).toBe("/do/4/configure/catch/do/0/incident");
  expect(go("/do/4/configure/catch/do/0/incident", "next")).toBe("/do/5/giveUp");
  expect(go("/do/4/configure/catch/do/0/incident", "previous")).toBe("/do/4/configure/try/1/both");
});

test("into enters the first scope, out goes to the task around, a folded task is not entered", () => {
  expect(go("/do/1/eachHost", "into", "next", "out")).toBe("/do/1/eachHost");
  expect(flowNeighbour(index, "/do/1/eachHost", "into", new Set(["/do/1/eachHost"]))).toBeUndefined();
  expect([go("/do/2/decide", "first"), go("/do/2/decide", "last")]).toEqual(["/do/0/createHosts", "/do/5/giveUp"]);
});

test("every task can be reached from the first by next and into", () => {
  const seen = new Set<string>();
  const queue = ["/do/0/createHosts"];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const direction of ["next", "into"] as const) {
      const to = go(at, direction);
      if (to !== undefined) queue.push(to);
    }
  }
  // Branches of a fork are reached sideways; see use-canvas-keys.ts.
  expect([...seen].toSorted()).toEqual(index.order.toSorted());
});

test("a task's name says what it is, where it stands, its problems and its status", () => {
  const name = (task: string, facts = {}) => accessibleName(index.places.get(task)!, facts);
  expect(name("/do/0/createHosts")).toBe("create hosts, call http, step 1 of 6");
  expect(name("/do/5/giveUp", { problems: 2, status: "faulted", attempts: 3 })).toBe(
    "give up, raise, step 6 of 6, conditional, 2 problems, failed, 3 attempts",
  );
});

test("the sections beside the flow are walked after it, unless they are folded", () => {
  const set = { set: { a: 1 } };
  const beside = indexGraph(compileGraph({ use: { functions: { help: set } }, do: [{ first: set }] }));
  const walk = (from: string, direction: "next" | "previous", folded: readonly string[] = []) =>
    flowNeighbour(beside, from, direction, new Set(folded));
  expect([
    walk("/do/0/first", "next"),
    walk("/use/functions/help", "previous"),
    walk("/do/0/first", "next", ["#/use/functions"]),
    walk("/do/0/first", "previous"),
  ]).toEqual(["/use/functions/help", "/do/0/first", undefined, undefined]);
});
