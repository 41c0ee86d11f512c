// Reads a request's body with a limit, and parses it once, by the content type it says. The size is checked while reading:
// a body over the limit is never held, and never parsed.

import { readJsonText } from "@ironweave/jq/json-text";
import { ApiError } from "../api-error.ts";
import type { ApiErrorCode } from "../api-error.ts";

/** The media type without parameters, in lower case; empty where the header is missing. */
export function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** Content encodings that are undone. One at most: nobody packs twice. */
const DECODED = { gzip: "gzip", "x-gzip": "gzip", deflate: "deflate" } as const;

/** The bytes, unpacked while they are read, so that the limit holds for what comes out and nothing beyond it is ever unpacked. */
function unpacked(request: Request, body: Bytes): Bytes {
  const encoding = (request.headers.get("content-encoding") ?? "").trim().toLowerCase();
  if (encoding === "" || encoding === "identity") return body;
  if (!isDecoded(encoding)) {
    const message = `The content encoding ${JSON.stringify(encoding.slice(0, 50))} is not read; send gzip, deflate or the body as it is.`;
    throw new ApiError("unsupported_media_type", message);
  }
  return body.pipeThrough(new DecompressionStream(DECODED[encoding]));
}

function isDecoded(encoding: string): encoding is keyof typeof DECODED {
  return Object.hasOwn(DECODED, encoding);
}

/** JSON and YAML are UTF-8 here: another charset would be read as something else than was sent. */
export function assertUtf8(contentType: string | null): void {
  const charset = charsetOf(contentType);
  if (isUtf8(charset)) return;
  const message = `The charset ${JSON.stringify(charset?.slice(0, 50))} is not read; send UTF-8.`;
  throw new ApiError("unsupported_media_type", message);
}

/** The charset that a content type says, in lower case; undefined where it says none. */
export function charsetOf(contentType: string | null): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s";]*)/iu.exec(contentType ?? "")?.[1]?.toLowerCase();
}

/** True for a charset whose bytes are read rightly as UTF-8, and for none at all. */
export function isUtf8(charset: string | undefined): boolean {
  return charset === undefined || ["utf-8", "utf8", "us-ascii"].includes(charset);
}

/** The body without its content encoding. @throws ApiError with `tooLarge` (413), `unsupported_media_type`, `invalid_input` where it is packed wrongly */
export async function readBytes(request: Request, limitBytes: number, tooLarge: ApiErrorCode): Promise<Buffer> {
  const refuse = (): ApiError => {
    return new ApiError(tooLarge, `The body is over the limit of ${limitBytes} bytes.`, { limit: limitBytes });
  };
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw refuse();
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of unpacked(request, request.body)) {
      size += chunk.length;
      // Leaving the loop cancels the stream.
      if (size > limitBytes) throw refuse();
      chunks.push(chunk);
    }
  } catch (error) {
    // What is packed wrongly, or cut off.
    if (!(error instanceof TypeError) || !request.headers.has("content-encoding")) throw error;
    throw new ApiError("invalid_input", "The body is not what its content-encoding says.");
  }
  return Buffer.concat(chunks);
}

/** The body as text. @throws ApiError with `tooLarge` (413), `invalid_json` where it is not UTF-8 */
export async function readText(request: Request, limitBytes: number, tooLarge: ApiErrorCode): Promise<string> {
  assertUtf8(request.headers.get("content-type"));
  const bytes = await readBytes(request, limitBytes, tooLarge);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ApiError("invalid_json", "The body is not UTF-8.");
  }
}

/** The body as JSON; a number that JavaScript cannot keep is refused. @throws ApiError `unsupported_media_type`, `invalid_json`, or as `readText` */
export async function readJson(request: Request, limitBytes: number, tooLarge: ApiErrorCode): Promise<unknown> {
  if (mediaType(request) !== "application/json") {
    throw new ApiError("unsupported_media_type", "Send the body as application/json.");
  }
  const text = await readText(request, limitBytes, tooLarge);
  const read = readJsonText(text);
  if (!read.ok) throw new ApiError("invalid_json", read.message);
  return read.value;
}
