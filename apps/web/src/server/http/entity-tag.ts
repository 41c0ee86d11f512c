// Entity tags of workflows (RFC 9110, "ETag" and "If-Match"): which common text a client has read. Strong, since it stands for one
// text and no other; a caller's own draft, which the same answer has, is not a part of it.

import { ApiError } from "../api-error.ts";

const TAG = /^"r(\d{1,9})"$/u;

/** The tag of a workflow's common text at this revision. */
export function entityTag(revision: number): string {
  return `"r${revision}"`;
}

/** The revision that `If-Match` asks for; undefined where there is no such header, or it takes any. @throws ApiError `precondition_failed` where it can match nothing, `invalid_input` where it is a list */
export function revisionToMatch(headers: Headers): number | undefined {
  const wanted = headers.get("if-match")?.trim();
  if (wanted === undefined || wanted === "*") return undefined;
  if (wanted.includes(",")) throw new ApiError("invalid_input", "If-Match takes one tag.");
  const match = TAG.exec(wanted);
  if (match === null) throw new ApiError("precondition_failed", "If-Match is no tag that this workflow has ever had.");
  return Number(match[1]);
}
