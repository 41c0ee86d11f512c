// No spelling in which a secret travels passes the redactor.

import { describe, expect, test } from "vitest";
import { createRedactor, MASK, secretTexts } from "./redactor.ts";

const SECRET = 'p@ss w"ord/ü+%';
const redactor = createRedactor([SECRET]);

describe("spellings", () => {
  test.each([
    ["plain", SECRET],
    ["JSON", JSON.stringify(SECRET).slice(1, -1)],
    ["JSON in JSON", JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    ["URL-encoded", encodeURIComponent(SECRET)],
    ["a form", new URLSearchParams({ a: SECRET }).toString().slice(2)],
    ["base64", Buffer.from(SECRET).toString("base64").replace(/=+$/, "")],
    ["base64url", Buffer.from(SECRET).toString("base64url")],
  ])("%s", (_, spelling) => {
    const masked = redactor.text(`before ${spelling} after`);
    expect(masked).toContain(MASK);
    expect(masked).not.toContain(spelling);
    expect(masked.startsWith("before ") && masked.endsWith(" after")).toBe(true);
  });

  test.each([0, 1, 2])("inside a longer base64 text, %i bytes in", (offset) => {
    const text = Buffer.from("x".repeat(offset) + SECRET + ":tail").toString("base64");
    const masked = redactor.text(text);
    expect(masked).toContain(MASK);
    // What is left does not tell the secret.
    expect(Buffer.from(masked.replace(MASK, ""), "base64").toString("utf8")).not.toContain(SECRET.slice(2, -2));
  });

  test("in any case, every time, and inside JSON values and keys", () => {
    expect(createRedactor(["abcdef"]).json({ a: ["xABCDEFx", { abcdef: 1 }] })).toEqual({ a: ["x***x", { "***": 1 }] });
  });

  test("line by line when it has lines", () => {
    const key = createRedactor(["-----BEGIN KEY-----\nMIIEvQ\nAAAA\n-----END KEY-----"]);
    expect(key.text("second line: MIIEvQ")).toBe("second line: ***");
  });

  test("a secret that contains another is masked whole", () => {
    expect(createRedactor(["token", "token-and-more"]).text("token-and-more, token")).toBe("***, ***");
  });

  test("a short one is left, since it would mask ordinary text", () => {
    expect(createRedactor(["abc"]).text("abc")).toBe("abc");
  });
});

describe("streams", () => {
  test.each([1, 2, 3, 5, 7, 100])("a secret split into pieces of %i characters is masked", (size) => {
    const text = `first ${SECRET} second ${encodeURIComponent(SECRET)} third`;
    const stream = redactor.stream();
    let out = "";
    for (let index = 0; index < text.length; index += size) out += stream.push(text.slice(index, index + size));
    expect(out + stream.end()).toBe("first *** second *** third");
  });

  test("without secrets everything passes at once", () => {
    expect(createRedactor([]).stream().push("abc")).toBe("abc");
  });
});

test("of a structured secret, what proves is secret and what identifies is not", () => {
  const secret = { username: "admin", password: "p4ss", client: { id: "me", secret: "s3cr" }, keys: ["k3y1", 12345] };
  expect(secretTexts(secret)).toEqual(["p4ss", "s3cr", "k3y1", "12345"]);
});
