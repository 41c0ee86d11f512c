import { expect, test } from "vitest";
import { safeReturnPath } from "./safe-return-path.ts";

test("only paths of this site are followed after signing in", () => {
  expect(safeReturnPath("/runs/1?tab=events")).toBe("/runs/1?tab=events");
  for (const from of ["//evil.example", "/\\evil.example", "https://evil.example", "/a\tb", "", undefined, ["/runs"]]) {
    expect(safeReturnPath(from)).toBe("/");
  }
});

test("signing in does not lead back to the sign-in page", () => {
  expect(safeReturnPath("/login?from=/runs")).toBe("/");
});
