// Authentication policies: basic, bearer, digest, OAuth 2 and OpenID Connect, inline, by secret, or by name.

import { choice, describe, list, object, oneOfValues, string } from "./schema-builder.ts";
import type { Infer, SchemaNode } from "./schema-node.ts";
import { relativeUriTemplate, uriTemplate } from "./text-check.ts";

const secret = object({
  title: "From a secret",
  description: "Takes the policy's properties from a secret.",
  required: {
    use: string({ title: "Secret", description: "A name in `use.secrets`.", minLength: 1, names: "secret" }),
  },
});

/** The policy's own properties, or the name of a secret that holds them. */
function inlineOrSecret<T>(inline: SchemaNode<T>, title: string, description: string) {
  return choice([inline, secret], { title, description, discriminate: (value) => ("use" in value ? 1 : 0) });
}

const text = (title: string, description: string) => string({ title, description, expression: "value" });

const credentials = object({
  title: "User name and password",
  required: {
    username: text("User name", "Who signs in."),
    password: text("Password", "The password; better taken from a secret."),
  },
});

const token = object({
  title: "Token",
  required: { token: text("Token", "The token to send; better taken from a secret.") },
});

const oauth2Token = object({
  title: "Security token",
  required: { token: text("Token", "The token itself."), type: text("Type", "The kind of token, as a URN.") },
});

const oauth2Fields = {
  authority: string({
    title: "Authority",
    description: "Base URI of the authorization server.",
    check: uriTemplate,
    examples: ["https://login.example.com"],
  }),
  grant: oneOfValues(
    [
      "authorization_code",
      "client_credentials",
      "password",
      "refresh_token",
      "urn:ietf:params:oauth:grant-type:token-exchange",
    ],
    { title: "Grant", description: "How the token is obtained." },
  ),
  client: object({
    title: "Client",
    description: "Who asks for the token.",
    optional: {
      id: text("Client id", "The client's identifier."),
      secret: text("Client secret", "The client's secret; better taken from a secret."),
      assertion: text("Assertion", "A signed token that proves who the client is."),
      authentication: oneOfValues(
        ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"],
        {
          title: "Client authentication",
          description: "How the client proves who it is.",
          default: "client_secret_post",
        },
      ),
    },
  }),
  request: object({
    title: "Token request",
    open: true,
    optional: {
      encoding: oneOfValues(["application/x-www-form-urlencoded", "application/json"], {
        title: "Encoding",
        description: "How the token request's body is written.",
        default: "application/x-www-form-urlencoded",
      }),
    },
  }),
  issuers: list(text("Issuer", "An issuer that is trusted."), {
    title: "Issuers",
    description: "Issuers that tokens may come from.",
  }),
  scopes: list(text("Scope", "A scope to ask for."), { title: "Scopes", description: "Scopes to ask for." }),
  audiences: list(text("Audience", "An audience to ask for."), {
    title: "Audiences",
    description: "Audiences to ask for.",
  }),
  username: text("User name", "Who signs in, for the password grant."),
  password: text("Password", "The password, for the password grant."),
  subject: describe(oauth2Token, { title: "Subject", description: "On whose behalf the token is asked for." }),
  actor: describe(oauth2Token, { title: "Actor", description: "Who acts for the subject." }),
};

const path = (title: string, fallback: string) =>
  string({ title, description: "Path below the authority.", check: relativeUriTemplate, default: fallback });

const oauth2 = object({
  title: "OAuth 2 client",
  optional: {
    ...oauth2Fields,
    endpoints: object({
      title: "Endpoints",
      description: "Where the authorization server's endpoints are.",
      open: true,
      optional: {
        token: path("Token endpoint", "/oauth2/token"),
        revocation: path("Revocation endpoint", "/oauth2/revoke"),
        introspection: path("Introspection endpoint", "/oauth2/introspect"),
      },
    }),
  },
});

const oidc = object({ title: "OpenID Connect client", optional: oauth2Fields });

const schemes = {
  basic: inlineOrSecret(credentials, "Basic", "User name and password in each request (RFC 7617)."),
  bearer: inlineOrSecret(token, "Bearer", "A token in each request (RFC 6750)."),
  digest: inlineOrSecret(credentials, "Digest", "User name and password by challenge (RFC 7616)."),
  oauth2: inlineOrSecret(oauth2, "OAuth 2", "A token from an authorization server."),
  oidc: inlineOrSecret(oidc, "OpenID Connect", "A token from a server found by discovery."),
};

/** A policy as an entry of `use.authentications`. */
export const authenticationPolicy = object({
  title: "Authentication policy",
  description: "How requests prove who sends them.",
  oneOf: schemes,
  open: true,
});

/** A policy in place, or `use: name` for an entry of `use.authentications`. */
export const authenticationOrName = object({
  title: "Authentication",
  description: "How the request proves who sends it: a policy, or the name of one.",
  oneOf: {
    use: string({
      title: "Policy",
      description: "An entry of `use.authentications`.",
      minLength: 1,
      names: "authentication",
    }),
    ...schemes,
  },
});

export type AuthenticationPolicy = Infer<typeof authenticationPolicy>;
export type Authentication = Infer<typeof authenticationOrName>;
