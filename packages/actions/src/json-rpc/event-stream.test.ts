// What events carry, however the stream is cut into pieces.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createEventStream } from "./event-stream.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test.each<[string, string, readonly string[]]>([
  ["an event", 'data: {"a":1}\n\n', ['{"a":1}']],
  ["no blank after the colon", "data:x\n\n", ["x"]],
  ["several lines", "data: a\ndata: b\n\n", ["a\nb"]],
  ["other fields and comments", ": hi\nid: 1\nevent: message\nretry: 5\ndata: x\n\n", ["x"]],
  ["line ends of every kind", "data: a\r\n\r\ndata: b\n\ndata: c\r\rdata: d\n\n", ["a", "b", "c", "d"]],
  ["an event without data", "event: ping\n\n", []],
  ["an event that is not complete", "data: a\n", []],
])("%s", (_, text, expected) => {
  expect(createEventStream().push(bytes(text))).toEqual(expected);
});

test("cutting the stream anywhere changes nothing", () => {
  const line = fc.string({ unit: fc.constantFrom("ä", "x", "{", " ", "€", ":") });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.constantFrom("\n", "\r\n"), fc.nat(), (datas, end, cut) => {
      const whole = bytes(datas.map((data) => `data: ${data}${end}${end}`).join(""));
      const at = cut % (whole.byteLength + 1);
      const stream = createEventStream();
      expect([...stream.push(whole.subarray(0, at)), ...stream.push(whole.subarray(at))]).toEqual(datas);
    }),
  );
});
