// Checks the headers of an outgoing request. The invariant: framing, routing and connection headers are the client's own,
// so that no document can smuggle a request or address a virtual host behind the egress policy.

import { ActionError } from "../action-error.ts";

const RESERVED: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// Visible characters, blanks and tabs; no control characters, in particular no line breaks (RFC 9110 §5.5).
const FIELD = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** The headers to send, in lower case, with a user agent. Throws `ActionError` `invalid_header` or `header_forbidden`. */
export function requestHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const sent: Record<string, string> = { "user-agent": "ironweave" };
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (RESERVED.has(lower)) {
      throw new ActionError("validation", `the header ${name} is set by the client itself`, {
        title: "header_forbidden",
      });
    }
    if (!TOKEN.test(name) || !FIELD.test(value)) {
      throw new ActionError("validation", `the header ${JSON.stringify(name)} has characters that HTTP forbids`, {
        title: "invalid_header",
      });
    }
    sent[lower] = value;
  }
  return sent;
}
