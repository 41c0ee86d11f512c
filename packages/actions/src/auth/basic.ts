// Basic authentication (RFC 7617), in UTF-8.

import { readCredentials, withAuthorization } from "./scheme.ts";
import type { Scheme } from "./scheme.ts";

export const basic: Scheme = (values, request, context) => {
  const { username, password } = readCredentials(values, "basic");
  const pair = Buffer.from(`${username}:${password}`, "utf8").toString("base64");
  context.conceal?.(pair);
  return context.http.request(withAuthorization(request, `Basic ${pair}`));
};
