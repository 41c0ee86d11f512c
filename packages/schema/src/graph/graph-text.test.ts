import { describe, expect, test } from "vitest";
import { compileGraph } from "./compile-graph.ts";
import { graphToMermaid } from "./graph-to-mermaid.ts";
import { graphToSvg } from "./graph-to-svg.ts";

const NASTY = [
  "<script>alert(1)</script>",
  '"]; click x "javascript:alert(1)"',
  "a\u0000b\uD800",
  "&lt;",
  "subgraph end",
  "#quot;",
  "]]>",
  "```",
];

describe("exports", () => {
  test("[G10] no text of a document becomes markup in the SVG", () => {
    for (const nasty of NASTY) {
      const svg = graphToSvg(
        compileGraph({
          document: { title: nasty },
          do: [
            { [nasty]: { call: nasty, with: { [nasty]: nasty }, then: "exit" } },
            { s: { switch: [{ [nasty]: { when: "x", then: nasty } }] } },
          ],
        }),
      );
      const tags = [...svg.matchAll(/<\/?([a-zA-Z]+)/g)].map(([, tag]) => tag);
      expect(new Set(tags)).toEqual(new Set(["svg", "title", "g", "style", "defs", "marker", "path", "rect", "text"]));
      expect([svg.includes("\u0000"), /&(?!amp;|lt;|gt;|quot;|#39;)/.test(svg)]).toEqual([false, false]);
    }
  });

  test("[G10] Mermaid text keeps names inside their quotes", () => {
    for (const nasty of NASTY) {
      for (const line of graphToMermaid(compileGraph({ do: [{ [nasty]: { set: nasty } }] }))
        .trim()
        .split("\n")) {
        expect([line, (line.match(/"/g) ?? []).length % 2]).toEqual([line, 0]);
        expect(line).toMatch(/^flowchart TB$|^ +t\d+(\[".*"\]|\(\["(start|end)"\]\)| --> t\d+)$/);
      }
    }
  });

  test("[G10] a small workflow as Mermaid", () => {
    expect(
      graphToMermaid(
        compileGraph({ do: [{ a: { set: { x: 1 } } }, { b: { do: [{ c: { wait: "PT1S" } }], then: "a" } }] }),
      ),
    ).toBe(`flowchart TB
  t0(["start"])
  t1(["end"])
  t2["a<br/>x"]
  subgraph t3["b<br/>1 task"]
    subgraph t4["do"]
      t5((" "))
      t6((" "))
      t7["c<br/>PT1S"]
      t5 --> t7
      t7 --> t6
    end
  end
  t0 --> t2
  t2 --> t3
  t3 -.-> t2
`);
  });
});
