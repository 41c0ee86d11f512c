import { expect, test } from "vitest";
import { readShape } from "./read-shape.ts";

test("paths, lists, and what they are compared with make a sample", () => {
  expect(readShape(['.devices[] | select(.state == "active") | .ip_addresses[0].address'])).toEqual({
    devices: [{ state: "active", ip_addresses: [{ address: "text" }] }],
  });
  expect(readShape(['all(.hosts[]; .state == "ok")', ".meta.next != null", ".total > 3"])).toEqual({
    hosts: [{ state: "ok" }],
    meta: { next: "text" },
    total: 3,
  });
  expect(readShape(["$input + { devices: [ .devices[] | { id, hostname } ] | sort_by(.hostname) }"])).toEqual({
    devices: [{ id: "text", hostname: "text" }],
  });
  expect(readShape([".result[0].number", '"\\(.id)"'])).toEqual({ result: [{ number: "text" }], id: "text" });
});

test("programs that read nothing, or cannot be read, say nothing", () => {
  expect([readShape([]), readShape(["1 + 1", "$input", ".a |"])]).toEqual([undefined, undefined]);
});
