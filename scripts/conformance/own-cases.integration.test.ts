// Our own cases on a real Temporal server, as `npm run conformance` runs them.
import { expect, test } from "vitest";
import { runOwnOnTemporal } from "./run-own-cases.ts";

test("our own cases agree on a Temporal server as they do in memory", { timeout: 300_000 }, async () => {
  const { cases } = await runOwnOnTemporal();
  expect(cases.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(cases.length).toBeGreaterThan(400);
});
