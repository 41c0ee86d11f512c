import { compileGraph, parseSource } from "@ironweave/schema";
import { expect, test } from "vitest";
import { indexGraph } from "../kernels/graph-index.ts";
import { searchMatches } from "./search-matches.ts";

const TEXT = `document: { dsl: '1.0.3', namespace: n, name: w, version: '1.0.0' }
do:
  - readHosts: { call: http, with: { method: get, endpoint: 'https://metal.test' } }
  - pause: { wait: { seconds: 1 } }
`;
const places = [...indexGraph(compileGraph(parseSource(TEXT).value)).places.values()];
const found = (query: string) => {
  const matches = searchMatches(query);
  return matches === undefined ? undefined : places.filter(matches).map(({ node }) => node.name);
};

test("steps are found by name, kind, action and what they do; all words must occur", () => {
  expect(["HOSTS", "wait", "http metal", "http nowhere", "  "].map(found)).toEqual([
    ["readHosts"],
    ["pause"],
    ["readHosts"],
    [],
    undefined,
  ]);
});
