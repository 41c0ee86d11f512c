// Reads a request's body with a limit, and parses it once, by the content type it says. The size is checked while reading:
// a body over the limit is never held, and never parsed.

import { readJsonText } from "@ironweave/jq/json-text";
import { ApiError } from "../api-error.ts";
import type { ApiErrorCode } from "../api-error.ts";

/** The media type without parameters, in lower case; empty where the header is missing. */
export function mediaType(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** The body as it came. @throws ApiError with `tooLarge` (413) */
export async function readBytes(request: Request, limitBytes: number, tooLarge: ApiErrorCode): Promise<Buffer> {
  const refuse = (): ApiError => {
    return new ApiError(tooLarge, `The body is over the limit of ${limitBytes} bytes.`, { limit: limitBytes });
  };
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw refuse();
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    // Leaving the loop cancels the stream.
    if (size > limitBytes) throw refuse();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as text. @throws ApiError with `tooLarge` (413), `invalid_json` where it is not UTF-8 */
export async function readText(request: Request, limitBytes: number, tooLarge: ApiErrorCode): Promise<string> {
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
