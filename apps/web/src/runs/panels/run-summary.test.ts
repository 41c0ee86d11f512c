import { expect, test } from "vitest";
import { noOutputWords } from "./run-summary.tsx";

test("a run that has ended without an output says why, and does not promise one", () => {
  expect((["running", "faulted", "cancelled"] as const).map(noOutputWords)).toEqual([
    "None yet",
    "None: the run failed",
    "None: the run was cancelled",
  ]);
});
