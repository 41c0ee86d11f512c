// The three modes of the HTTP binding of CloudEvents 1.0, and what is refused.
import { describe, expect, test } from "vitest";
import { ApiError } from "../api-error.ts";
import { readCloudEvents } from "./read-cloud-events.ts";

const EVENT = { specversion: "1.0", id: "1", source: "/shop", type: "order.paid" };
const JSON_TYPE = "application/cloudevents+json";

function read(type: string, body: string | Buffer, headers: Record<string, string> = {}): readonly unknown[] {
  return readCloudEvents(new Headers({ "content-type": type, ...headers }), Buffer.from(body));
}

function refusal(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof ApiError ? error.code : error;
  }
}

describe("a request with events", () => {
  test("structured and batched are the JSON as it was sent", () => {
    const event = { ...EVENT, data: { z: 1, a: null }, extension1: 5 };
    expect(read(`${JSON_TYPE}; charset=utf-8`, JSON.stringify(event))).toEqual([event]);
    expect(read("application/cloudevents-batch+json", JSON.stringify([event, EVENT]))).toEqual([event, EVENT]);
    expect(read("application/cloudevents-batch+json", "[]")).toEqual([]);
  });

  test("binary has its attributes in headers; the content type says what the data are", () => {
    const headers = { "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/shop%20a", "ce-type": "t" };
    const attributes = { specversion: "1.0", id: "1", source: "/shop a", type: "t" };
    expect([
      read("application/json", '{"a":1}', headers),
      read("text/plain", "grüß", headers),
      read("image/png", Buffer.from([0xff, 0x00]), headers),
    ]).toEqual([
      [{ ...attributes, datacontenttype: "application/json", data: { a: 1 } }],
      [{ ...attributes, datacontenttype: "text/plain", data: "grüß" }],
      [{ ...attributes, datacontenttype: "image/png", data_base64: "/wA=" }],
    ]);
  });

  test("a charset other than UTF-8 is refused where JSON is read, and leaves text the bytes that it is", () => {
    const headers = { "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/a", "ce-type": "t" };
    const utf16 = Buffer.from("hi", "utf16le");
    expect([
      refusal(() => read(`${JSON_TYPE}; charset=utf-16`, Buffer.from(JSON.stringify(EVENT), "utf16le"))),
      refusal(() => read('application/cloudevents-batch+json;charset="ISO-8859-1"', "[]")),
      refusal(() => read("application/json; charset=utf-16", "1", headers)),
      read("text/plain; charset=utf-16", utf16, headers)[0],
      read('text/plain; charset="UTF-8"', "hi", headers)[0],
    ]).toMatchObject([
      "unsupported_media_type",
      "unsupported_media_type",
      "unsupported_media_type",
      { datacontenttype: "text/plain; charset=utf-16", data_base64: utf16.toString("base64") },
      { data: "hi" },
    ]);
  });

  test.each([
    ["no id", { ...EVENT, id: "" }, "invalid_event"],
    ["another specversion", { ...EVENT, specversion: "0.3" }, "invalid_event"],
    ["an attribute name in capitals", { ...EVENT, Extra: "x" }, "invalid_event"],
    ["U+0000 in the source", { ...EVENT, source: "a\u0000" }, "invalid_event"],
    ["a time that is none", { ...EVENT, time: "yesterday" }, "invalid_event"],
    ["data twice", { ...EVENT, data: 1, data_base64: "AA==" }, "invalid_event"],
    ["no object", [EVENT], "invalid_event"],
    ["too large", { ...EVENT, data: "x".repeat(262_144) }, "payload_too_large"],
  ])("is refused for %s", (_name, event, code) => {
    expect(refusal(() => read(JSON_TYPE, JSON.stringify(event)))).toBe(code);
  });

  test("is refused for what is no JSON, too many events, or no mode at all", () => {
    const batch = JSON.stringify(Array.from({ length: 101 }, () => EVENT));
    expect([
      refusal(() => read(JSON_TYPE, "{")),
      refusal(() => read("application/cloudevents-batch+json", batch)),
      refusal(() => read("application/json", JSON.stringify(EVENT))),
    ]).toEqual(["invalid_json", "too_many_events", "unsupported_media_type"]);
  });

  test.each([500, 5_000, 50_000])("nested %i deep is refused as such", (depth) => {
    const text = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(refusal(() => read(JSON_TYPE, `{"specversion":"1.0","data":${text}}`))).toBe("invalid_event");
  });

  test("a number too large to be kept is refused, one with too many digits is rounded", () => {
    expect(refusal(() => read(JSON_TYPE, JSON.stringify(EVENT).replace("}", ', "data": 1e400}')))).toBe("invalid_json");
    expect(read(JSON_TYPE, JSON.stringify(EVENT).replace("}", ', "data": 9007199254740993}'))).toEqual([
      { ...EVENT, data: 9_007_199_254_740_992 },
    ]);
  });
});
