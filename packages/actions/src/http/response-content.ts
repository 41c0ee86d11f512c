// Decodes an answer's body into JSON data by its content type (ruling 12: JSON parsed, text as string, else base64). Pure.

import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import type { HttpResponse } from "../define-action.ts";
import { LIMITS } from "../limits.ts";

const TEXT =
  /^(text\/|application\/(xml|javascript|ecmascript|x-www-form-urlencoded|x-ndjson|yaml|x-yaml|graphql|sql)$)|\+(xml|yaml)$/;
const JSON_TYPE = /^application\/(json|.+\+json)$|\+json$|^text\/json$/;

/**
 * The body as data: null when empty. Throws `ActionError` `communication` `invalid_json` for a body that says it is JSON and
 * is not, and `response_too_deep` for one nested deeper than the limit.
 */
export function decodeContent(response: HttpResponse): Json {
  const { body, headers } = response;
  if (body.byteLength === 0) return null;
  const type = headers["content-type"] ?? "";
  const media = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (JSON_TYPE.test(media)) return parseJson(decodeText(body, type) ?? "");
  if (media === "" || TEXT.test(media)) return decodeText(body, type) ?? toBase64(body);
  return toBase64(body);
}

/** The body as base64, for `output: raw`. */
export function toBase64(body: Uint8Array): string {
  return Buffer.from(body).toString("base64");
}

/** The body as text in the charset its type names, or undefined when it is not text in it. */
export function decodeText(body: Uint8Array, contentType: string): string | undefined {
  const charset = /charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): Json {
  if (depthOf(text) > LIMITS.jsonDepth.value) {
    throw new ActionError(
      "communication",
      `the answer is nested deeper than ${String(LIMITS.jsonDepth.value)} levels`,
      {
        title: LIMITS.jsonDepth.code,
      },
    );
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new ActionError("communication", "the answer says it is JSON, but is not", { title: "invalid_json" });
  }
}

/** How deep brackets nest outside strings: cheap, and before the parser runs. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return deepest;
}
