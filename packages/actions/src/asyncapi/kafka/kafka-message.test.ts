import { expect, test } from "vitest";
import { fromRecord, toRecord } from "./kafka-message.ts";

const record = { timestamp: "0", attributes: 0, offset: "0" };
const BINARY = Buffer.from([0xff, 0x00]);

test("the header `kafka.key` is the record's key and no header of it", () => {
  const message = { body: Buffer.from("1"), contentType: "application/json", headers: { "kafka.key": "k", a: "b" } };
  expect(toRecord(message)).toEqual({
    key: "k",
    value: Buffer.from("1"),
    headers: { "content-type": "application/json", a: "b" },
  });
});

test("a message without a key has none, and may say its content type itself", () => {
  const message = {
    body: Buffer.from("x"),
    contentType: "application/json",
    headers: { "content-type": "text/plain" },
  };
  expect(toRecord(message)).toEqual({ value: Buffer.from("x"), headers: { "content-type": "text/plain" } });
});

test("headers and keys are text; bytes that are none are base64, repeated headers are joined, empty ones are empty", () => {
  const headers = { one: Buffer.from("1"), many: [Buffer.from("a"), "b"], bytes: BINARY, none: undefined };
  expect(fromRecord({ ...record, key: BINARY, value: Buffer.from("{}"), headers })).toEqual({
    body: Buffer.from("{}"),
    headers: { one: "1", many: "a, b", bytes: "/wA=", none: "", "kafka.key": "/wA=" },
    contentType: undefined,
  });
});

test("a record without a value has the payload null", () => {
  expect(fromRecord({ ...record, key: Buffer.from("k"), value: null, headers: {} })).toEqual({
    body: Buffer.from("null"),
    headers: { "kafka.key": "k" },
    contentType: "application/json",
  });
});
