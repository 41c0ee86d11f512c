import { expect, test } from "vitest";
import { renamedDocument } from "./renamed-document.ts";

test("only the two lines of the names change", () => {
  const text =
    "# Keeps its comment.\ndocument:\n  dsl: '1.0.3'\n  namespace: examples\n  name: hello # greets\n  version: '1.0.0'\ndo:\n  - greet:   { set: { a: 1 } }\n";
  expect(renamedDocument(text, "default", "my-hello")).toBe(
    text.replace("namespace: examples", "namespace: default").replace("name: hello #", "name: my-hello #"),
  );
});
