import { expect, test } from "vitest";
import { suggestWorkflowName, workflowNameProblem } from "./workflow-name.ts";

test("a name is a DNS label", () => {
  expect(["a", "provision-metal", "x1"].map(workflowNameProblem)).toEqual([undefined, undefined, undefined]);
  for (const bad of ["", "-a", "a-", "A", "a b", "a".repeat(64)]) expect(workflowNameProblem(bad)).toBeTypeOf("string");
});

test("what someone typed becomes the nearest allowed name", () => {
  expect(suggestWorkflowName("  Provision Metal (2) ")).toBe("provision-metal-2");
});
