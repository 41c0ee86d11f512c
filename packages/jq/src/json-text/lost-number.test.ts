import { expect, test } from "vitest";
import { lostNumber as find, lostNumberSentence } from "./lost-number.ts";

const lostNumber = (text: string) => find(text, ["size", "digits"]);

test.each(["1e400", "[-1e400]", '{"a":1e-400}', "1E999"])("a number out of range is found: %s", (text) => {
  expect(lostNumber(text)?.loses).toBe("size");
});

test.each(["12345678901234567890", "-9007199254740993", '{"id": 12345678901234567}'])(
  "a whole number whose digits would change is found: %s",
  (text) => {
    expect(lostNumber(text)?.loses).toBe("digits");
  },
);

test.each([
  "0",
  "-0",
  "0.0e9",
  "0.1",
  "1e300",
  "1e-300",
  "9007199254740992",
  "100000000000000000000",
  "0.1000000000000000055511151231257827",
  '"12345678901234567890"',
  String.raw`"a \" 12345678901234567890 \\"`,
  String.raw`["\\", "1e400"]`,
])("a number that is kept, and digits in a text, pass: %s", (text) => {
  expect(lostNumber(text)).toBeUndefined();
});

test("the place is that of the number, and the sentence tells what it would become", () => {
  const found = lostNumber('{"id": 12345678901234567890}');
  expect(found).toEqual({ offset: 7, token: "12345678901234567890", loses: "digits" });
  expect(found && lostNumberSentence(found)).toContain("12345678901234567168");
});

test("a text of megabytes is read in no time, also one of backslashes", () => {
  const text = `{"a": "${String.raw`\\`.repeat(4_000_000)}", "b": ${JSON.stringify('x"'.repeat(1_000_000))}}`;
  expect(lostNumber(text)).toBeUndefined();
});

test("only what is asked for is found", () => {
  const text = "[12345678901234567890, 1e400]";
  expect([find(text, ["digits"])?.offset, find(text, ["size"])?.offset, find(text, [])]).toEqual([1, 23, undefined]);
});
