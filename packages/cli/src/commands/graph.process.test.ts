import { describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const WORKFLOW = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do:
  - a: { set: { x: "<&>" } }
  - loop:
      for: { in: '\${ [1, 2] }' }
      do:
        - b: { wait: PT1S }
`;

describe("ironweave graph", () => {
  test("prints the graph as JSON", async () => {
    const { code, out } = await runBin(["graph", "-", "--format", "json"], { input: WORKFLOW });
    expect(code).toBe(0);
    expect(JSON.parse(out).root.nodes.map(({ id }: { readonly id: string }) => id)).toEqual(["/do/0/a", "/do/1/loop"]);
  });

  test("draws Mermaid with a subgraph for each scope", async () => {
    const { out } = await runBin(["graph", "-", "--format", "mermaid"], { input: WORKFLOW });
    expect(out).toMatch(/^flowchart TB\n/u);
    expect(out.match(/subgraph/gu)).toHaveLength(2);
    expect(out.match(/^\s*end$/gmu)).toHaveLength(2);
  });

  test("draws SVG with every task and nothing unescaped", async () => {
    const { out } = await runBin(["graph", "-"], { input: WORKFLOW });
    expect(out).toMatch(/^<svg [^>]*>/u);
    for (const reference of ["/do/0/a", "/do/1/loop", "/do/1/loop/do/0/b"])
      expect(out).toContain(`<title>${reference}</title>`);
    expect(out).not.toContain("<&>");
  });

  test("draws a document that is not valid, and refuses what is not YAML", async () => {
    expect(await runBin(["graph", "-"], { input: "do:\n  - a: { nothing: 1 }\n" })).toMatchObject({ code: 0 });
    expect(await runBin(["graph", "-"], { input: "a: [" })).toMatchObject({ code: 1, out: "" });
  });
});
