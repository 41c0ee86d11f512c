// URI templates as RFC 6570 has them: names may have dots inside.

import { expect, test } from "vitest";
import { relativeUriTemplate, uriTemplate } from "./text-check.ts";

test.each(["{pet.id}", "{petId}", "{a.b.c}", "{a,b.c}", "{a_b}", "{%41.b}"])("%s is a URI template", (expression) => {
  expect(uriTemplate.test(`https://petstore.example/v2/pet/${expression}`)).toBe(true);
  expect(relativeUriTemplate.test(`/v2/pet/${expression}`)).toBe(true);
});

test.each(["{}", "{.}", "{pet.}", "{pet..id}", "{pet-id}", "{pet id}", "{pet"])("%s is none", (expression) => {
  expect(uriTemplate.test(`https://petstore.example/v2/pet/${expression}`)).toBe(false);
});

test("a long name without its brace is refused at once", () => {
  expect(uriTemplate.test(`https://x.example/{${"a.a".repeat(20_000)}`)).toBe(false);
});
