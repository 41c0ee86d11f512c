import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { creationProblem } from "./creation-problem.ts";

function refused(code: string, message: string): unknown {
  const data = { error: code, code: "CONFLICT", httpStatus: 409 };
  return TRPCClientError.from({ error: { code: -32009, message, data } });
}

test("a name that is taken is to be changed in the dialog", () => {
  const error = refused("name_taken", "There is already a workflow default/hosts. Change document.name.");
  expect(creationProblem(error, "hosts")).toBe("There is already a workflow called “hosts”. Choose another name.");
});

test("every other refusal keeps the server's sentence", () => {
  expect(creationProblem(refused("namespace_disabled", "The namespace is disabled."), "hosts")).toBe(
    "The namespace is disabled.",
  );
});
