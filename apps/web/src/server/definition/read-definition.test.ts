import { expect, test } from "vitest";
import { ApiError } from "../api-error.ts";
import { readNames } from "./read-definition.ts";

function refusal(text: string): ApiError {
  try {
    readNames(text);
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error("it was accepted");
}

test("a text that does not parse is refused for that, with its line, not for a missing name", () => {
  const error = refusal("document:\n  name: fine\n  tags: { a: 1 b: 2 }\n");
  expect(error.code).toBe("invalid_definition");
  expect(error.message).toMatch(/^The text cannot be read as YAML\. Line 3: /u);
});

test("a text that parses but has no usable name is asked for one", () => {
  expect(refusal("document: { name: 'Not a Label' }").message).toContain("document.name");
});
