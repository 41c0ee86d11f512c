import { expect, test } from "vitest";
import type { OutlineRow } from "../kernels/outline-rows.ts";
import { activeRow } from "./active-row.ts";

const rows = ["/do/0/a", "#/do/0/a/try", "/do/0/a/try/0/b", "/do/1/c"].map((id): OutlineRow => ({
  id,
  key: id,
  level: 1,
  label: id,
  place: undefined,
  expanded: undefined,
  position: 1,
  siblings: 1,
  parent: undefined,
}));

test("the row walked to is active, else the selected task's, else that of what hides it, else the first", () => {
  expect([
    activeRow(rows, ["/do/1/c"], "#/do/0/a/try"),
    activeRow(rows, ["/do/0/a", "/do/1/c"], "/do/7/gone"),
    activeRow(rows, ["/do/0/a/catch/do/0/hidden"], undefined),
    activeRow(rows, ["/do/9/gone"], undefined),
    activeRow(rows, [], undefined),
  ]).toEqual(["#/do/0/a/try", "/do/1/c", "/do/0/a", "/do/0/a", "/do/0/a"]);
});
