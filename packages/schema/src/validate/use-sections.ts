// The sections of `use` by the kind of name that refers to them.

import type { NameKind } from "../document/schema-node.ts";

export const USE_SECTIONS: { readonly [K in Exclude<NameKind, "task">]: string } = {
  authentication: "authentications",
  error: "errors",
  retry: "retries",
  timeout: "timeouts",
  function: "functions",
  secret: "secrets",
};
