import { expect, test } from "vitest";
import { renamedDocument } from "./renamed-document.ts";

const TEXT =
  "# Keeps its comment.\ndocument:\n  dsl: '1.0.3'\n  namespace: examples\n  name: hello # greets\n  version: '1.0.0'\n  title: Hello\ndo:\n  - greet:   { set: { a: 1 } }\n";

test("only the lines of the names change, and the title goes with the old name", () => {
  const moved = TEXT.replace("namespace: examples", "namespace: default");
  expect(renamedDocument(TEXT, "default", "hello")).toBe(moved);
  expect(renamedDocument(TEXT, "default", "my-hello")).toBe(
    moved.replace("name: hello #", "name: my-hello #").replace("  title: Hello\n", ""),
  );
});
