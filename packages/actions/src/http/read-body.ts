// Reads an answer's body up to a bound and undoes its content encoding under the same bound, so that neither an endless
// body nor a compression bomb can fill the memory.

import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { ActionError } from "../action-error.ts";
import { LIMITS } from "../limits.ts";

const decoders = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

interface BodyStream extends AsyncIterable<Uint8Array> {
  destroy(error?: Error): unknown;
}

/**
 * The whole body, decoded; or, as it was sent, what had come when `isEnough` said so. Rejects with `ActionError` `response_too_large` above `maxBytes` and with
 * `invalid_encoding` for a body that is not what `content-encoding` says; transport errors pass through.
 */
export async function readBody(
  stream: BodyStream,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
  isEnough?: (chunk: Uint8Array) => boolean,
): Promise<Uint8Array> {
  if (Number(headers["content-length"]) > maxBytes) {
    stream.destroy();
    throw tooLarge(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      stream.destroy();
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk);
    if (isEnough?.(chunk) === true) {
      stream.destroy();
      return Buffer.concat(chunks, size);
    }
  }
  return decode(Buffer.concat(chunks, size), headers["content-encoding"], maxBytes);
}

async function decode(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (body.byteLength === 0 || !isKnown(name)) return body;
  try {
    return await decoders[name](body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new ActionError("communication", `the body is not valid ${name}`, {
      title: "invalid_encoding",
      cause: error,
    });
  }
}

function isKnown(name: string): name is keyof typeof decoders {
  return Object.hasOwn(decoders, name);
}

function tooLarge(maxBytes: number): ActionError {
  return new ActionError("communication", `the answer is larger than ${String(maxBytes)} bytes`, {
    title: LIMITS.responseBytes.code,
  });
}
