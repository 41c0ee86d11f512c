import * as fc from "fast-check";
import type { Json } from "@ironweave/jq";
import { describe, expect, test } from "vitest";
import { EXAMPLES } from "../../test/examples.ts";
import { randomDocument } from "../../test/hand-formatted.ts";
import { randomFrom } from "../../test/random.ts";
import { resolveReference } from "../document/reference.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { readDocument } from "../yaml/read-document.ts";
import { compileGraph } from "./compile-graph.ts";
import { graphToMermaid } from "./graph-to-mermaid.ts";
import { graphToSvg } from "./graph-to-svg.ts";
import type { GraphScope } from "./graph.ts";

function scopesOf(scope: GraphScope): GraphScope[] {
  return [scope, ...scope.nodes.flatMap((node) => node.scopes.flatMap(scopesOf))];
}

/** Law 4 for one document. */
function checkGraph(document: Json): void {
  const graph = compileGraph(document);
  const scopes = [graph.root, ...(graph.definitions ?? [])].flatMap(scopesOf);
  const ids = scopes.flatMap((scope) => scope.nodes.map((node) => node.id));
  expect([...ids].sort()).toEqual([...visitTasks(document)].map((visit) => visit.reference).sort());
  expect(new Set(ids).size).toBe(ids.length);
  const edgeIds = scopes.flatMap((scope) => scope.edges.map((edge) => edge.id));
  expect(new Set(edgeIds).size).toBe(edgeIds.length);
  for (const scope of scopes) {
    const ends = new Set(["start", "end", ...scope.nodes.map((node) => node.id)]);
    for (const node of scope.nodes) expect(resolveReference(document, node.id)).not.toBeUndefined();
    for (const edge of scope.edges) {
      expect([edge.id, ends.has(edge.from), ends.has(edge.to)]).toEqual([edge.id, true, true]);
      if (edge.source !== undefined) expect(resolveReference(document, edge.source)).not.toBeUndefined();
    }
  }
}

/** JSON that is sometimes a workflow: the words of the language anywhere. */
const { anything } = fc.letrec<{ anything: Json; item: Json }>((tie) => ({
  item: fc.dictionary(fc.constantFrom("a", "b", "then", "__proto__"), tie("anything"), { maxKeys: 2 }),
  anything: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    fc.constantFrom<Json>(null, 1, "a", "b", "exit", "end", true),
    fc.array(tie("item"), { maxLength: 3 }),
    fc.array(tie("anything"), { maxLength: 2 }),
    fc.dictionary(
      fc.constantFrom(
        "do",
        "for",
        "try",
        "catch",
        "fork",
        "branches",
        "switch",
        "then",
        "when",
        "call",
        "set",
        "use",
        "functions",
        "extensions",
        "before",
        "foreach",
        "listen",
        "if",
      ),
      tie("anything"),
      { maxKeys: 4 },
    ),
  ),
}));

describe("law 4", { timeout: 60_000 }, () => {
  test("[G1] [G5] holds for documents of any shape", () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom("do", "use", "schedule", "document"), anything), checkGraph), {
      numRuns: 300,
    });
  });

  test("[G1] holds for workflows", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (seed) => checkGraph(randomDocument(randomFrom(seed)))),
      { numRuns: 100 },
    );
  });

  test.skipIf(EXAMPLES.length === 0)("[G1] [G10] holds for the specification's examples, which are all drawn", () => {
    for (const { text } of EXAMPLES) {
      const document = readDocument(text);
      checkGraph(document);
      const graph = compileGraph(document);
      const [svg, mermaid] = [graphToSvg(graph), graphToMermaid(graph)];
      for (const visit of visitTasks(document)) {
        expect(svg).toContain(visit.name.slice(0, 12));
        expect(mermaid).toContain(visit.name);
      }
    }
  });
});
