import { expect, test } from "vitest";
import { relativeTime } from "./relative-time.tsx";

test("a moment is told in the largest unit that fits", () => {
  const now = Date.UTC(2026, 10, 22);
  expect([0, 4000, 30_000, 125_000, 7_200_000, 86_400_000].map((ago) => relativeTime(now - ago, now))).toEqual([
    "just now",
    "just now",
    "30 seconds ago",
    "2 minutes ago",
    "2 hours ago",
    "yesterday",
  ]);
});
