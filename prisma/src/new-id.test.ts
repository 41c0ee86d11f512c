import { expect, test } from "vitest";
import { newId } from "./new-id.ts";

test("ids are UUIDs of version 7, carry their time and sort by it", () => {
  const ids = [1, 2, 1_700_000_000_000].map((ms) => newId(ms));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
  expect(ids.toSorted()).toEqual(ids);
  expect(Number.parseInt(ids[2]?.replaceAll("-", "").slice(0, 12) ?? "", 16)).toBe(1_700_000_000_000);
  expect(newId(5)).not.toBe(newId(5));
});

test("ids made within a millisecond sort in the order in which they were made, ten thousand of them", () => {
  const ids = Array.from({ length: 10_000 }, () => newId(1_700_000_000_000));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(10_000);
});
