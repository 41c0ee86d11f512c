// Bodies that come packed: unpacked within the limit, or refused; nothing is read as something that it is not.

import { deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { ApiError } from "../api-error.ts";
import { readBytes, readJson, readText } from "./read-body.ts";

const LIMIT = 100_000;

function request(body: Uint8Array | string, headers: Record<string, string>): Request {
  return new Request("http://ironweave.test", { method: "POST", body: Buffer.from(body), headers });
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error instanceof ApiError ? error.code : error;
  }
}

test("gzip and deflate are undone", async () => {
  const packed: readonly (readonly [string, Buffer])[] = [
    ["gzip", gzipSync('{"a":1}')],
    ["GZIP", gzipSync('{"a":1}')],
    ["deflate", deflateSync('{"a":1}')],
    ["identity", Buffer.from('{"a":1}')],
  ];
  for (const [encoding, body] of packed) {
    const headers = { "content-encoding": encoding, "content-type": "application/json; charset=utf-8" };
    expect(await readJson(request(body, headers), LIMIT, "payload_too_large"), encoding).toEqual({ a: 1 });
  }
});

test("the limit is that of the unpacked body, which is never unpacked beyond it", async () => {
  const bomb = gzipSync(Buffer.alloc(200_000_000));
  expect(bomb.length).toBeLessThan(1_000_000);
  const before = process.memoryUsage().arrayBuffers;
  const big = request(bomb, { "content-encoding": "gzip" });
  expect(await refusal(readBytes(big, 4_000_000, "payload_too_large"))).toBe("payload_too_large");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
});

test("another encoding, another charset, and what is packed wrongly are refused", async () => {
  const gzip = { "content-encoding": "gzip" };
  expect([
    await refusal(readBytes(request("x", { "content-encoding": "br" }), LIMIT, "payload_too_large")),
    await refusal(readBytes(request("x", { "content-encoding": "gzip, gzip" }), LIMIT, "payload_too_large")),
    await refusal(readText(request("x", { "content-type": "text/yaml;charset=utf-16" }), LIMIT, "payload_too_large")),
    await refusal(readBytes(request("no gzip", gzip), LIMIT, "payload_too_large")),
    await refusal(readBytes(request(gzipSync("cut off").subarray(0, 12), gzip), LIMIT, "payload_too_large")),
  ]).toEqual([
    "unsupported_media_type",
    "unsupported_media_type",
    "unsupported_media_type",
    "invalid_input",
    "invalid_input",
  ]);
});
