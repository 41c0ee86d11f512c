import { expect, test } from "vitest";
import { searchItems } from "./search-items.ts";

const items = ["Switch", "Run a script", "HTTP request", "Set data"];
const find = (query: string) => searchItems(items, query, (item) => item);

test("every word must occur; beginnings come first", () => {
  expect([find("s"), find("a ru"), find("zz"), find("  ")]).toEqual([
    ["Switch", "Set data", "Run a script", "HTTP request"],
    ["Run a script"],
    [],
    items,
  ]);
});
