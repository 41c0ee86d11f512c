// Authenticates requests by a policy of the DSL (reference, "Authentication"): finds its values, in the document or in a
// secret, and sends the request with them. The invariant: values go to the request's own origin and nowhere else.

import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { isObject, readString } from "../arguments.ts";
import type { ActionContext, HttpRequest, HttpResponse } from "../define-action.ts";
import { basic } from "./basic.ts";
import { bearer } from "./bearer.ts";
import { digest } from "./digest.ts";
import { oauth2 } from "./oauth2.ts";
import { oidc } from "./oidc.ts";
import type { Scheme } from "./scheme.ts";

export interface Authenticated {
  send(request: HttpRequest): Promise<HttpResponse>;
}

const SCHEMES: Readonly<Record<string, Scheme>> = { basic, bearer, digest, oauth2, oidc };

/**
 * Something that sends requests as the policy says; without a policy, plainly. Rejects with `ActionError`:
 * `configuration` `authentication_unsupported` or `authentication_unresolved`; `validation` for missing values.
 */
export function authenticate(policy: Json | undefined, context: ActionContext): Authenticated {
  if (policy === undefined || policy === null) return { send: (request) => context.http.request(request) };
  return {
    async send(request) {
      const [name, scheme, declared] = chooseScheme(policy);
      return scheme(await resolveValues(name, declared, context), request, context);
    },
  };
}

function chooseScheme(policy: Json): [string, Scheme, Json] {
  const entries = isObject(policy) ? Object.entries(policy) : [];
  for (const [name, declared] of entries) {
    const scheme = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined;
    if (scheme !== undefined) return [name, scheme, declared];
  }
  if (typeof policy === "string" || entries.some(([name]) => name === "use")) {
    throw new ActionError("configuration", "the authentication named is not defined in use.authentications", {
      title: "authentication_unresolved",
    });
  }
  throw new ActionError(
    "configuration",
    `authentication ${entries.map(([name]) => name).join(", ")} is not supported`,
    {
      title: "authentication_unsupported",
    },
  );
}

/** The scheme's values: inline, or of the secret that `use` names. A bearer secret may be the token itself. */
async function resolveValues(name: string, declared: Json, context: ActionContext): Promise<JsonObject> {
  const reference = typeof declared === "string" ? declared : isObject(declared) ? declared["use"] : undefined;
  const values = reference === undefined ? declared : await context.secret(readString(reference, `${name}.use`));
  if (name === "bearer" && typeof values === "string") return { token: values };
  if (!isObject(values)) {
    throw new ActionError("configuration", `the secret for ${name} authentication is not an object with its values`, {
      title: "secret_shape",
    });
  }
  return values;
}
