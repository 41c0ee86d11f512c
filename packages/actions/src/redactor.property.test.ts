// For any secret and any way of cutting a text, a stream masks what the whole text masks, and nothing of the secret is left.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor } from "./redactor.ts";

const secret = fc.string({ minLength: 6, maxLength: 24, unit: "grapheme" }).filter((text) => text.trim().length >= 6);

test("a stream leaks nothing, however it is cut", () => {
  fc.assert(
    fc.property(
      secret,
      fc.string(),
      fc.string(),
      fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
      (key, head, tail, sizes) => {
        const redactor = createRedactor([key]);
        const text = `${head}${key}${tail}${encodeURIComponent(key)}${Buffer.from(key).toString("base64")}`;
        const stream = redactor.stream();
        let out = "";
        for (let index = 0; index < text.length;) {
          const size = Number(sizes.next().value);
          out += stream.push(text.slice(index, index + size));
          index += size;
        }
        out += stream.end();
        expect(out.toLowerCase()).not.toContain(key.toLowerCase());
      },
    ),
  );
});

test("masking twice changes nothing more", () => {
  fc.assert(
    fc.property(secret, fc.string(), (key, text) => {
      const redactor = createRedactor([key]);
      const once = redactor.text(text + key);
      expect(redactor.text(once)).toBe(once);
    }),
  );
});
