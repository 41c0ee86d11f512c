import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("a page's title leaves the product's name to the frame, which adds it", () => {
  const pages = globSync(`${import.meta.dirname}/../**/{page,not-found}.tsx`);
  const titles = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/title: "([^"]*)"/g)].map(([, t]) => t),
  );
  expect([titles.length > 5, titles.filter((title) => title?.includes("Ironweave"))]).toEqual([true, []]);
});
