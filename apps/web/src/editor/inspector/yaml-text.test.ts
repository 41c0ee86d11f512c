// What stands in a box is what goes into the document, and back.

import { expect, test } from "vitest";
import { fromYamlText, toYamlText } from "./yaml-text.ts";

test.each(["${ {a: .x} }", "${ .x # c\n}", '${ "a: " + .x }', "${ [.a, .b] | add }"])(
  "the expression %s stands as it is, and is read as a text",
  (expression) => {
    expect(toYamlText(expression)).toBe(expression);
    expect(fromYamlText(expression)).toEqual({ ok: true, value: expression });
    expect(fromYamlText(` ${expression}\n`)).toEqual({ ok: true, value: expression });
  },
);

test.each([[{ a: [1, "2"] }], ["yes"], ["a: b"], ["# no comment"], [null], ["text"]])(
  "the value %j is read as it was written",
  (value) => {
    expect(fromYamlText(toYamlText(value))).toEqual({ ok: true, value });
  },
);
