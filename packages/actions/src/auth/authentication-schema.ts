// The JSON Schema of an authentication policy, for forms and validation. Safe for the browser and the workflow sandbox.

import type { JsonObject } from "@ironweave/jq";

const secretReference: JsonObject = {
  title: "From a secret",
  type: "object",
  required: ["use"],
  properties: { use: { title: "Secret", description: "Name of a secret listed in use.secrets.", type: "string" } },
};

const basic: JsonObject = {
  title: "User name and password",
  type: "object",
  required: ["username", "password"],
  properties: {
    username: { title: "User name", type: "string" },
    password: { title: "Password", type: "string", format: "password" },
  },
};

const oauthClient: JsonObject = {
  title: "Client",
  type: "object",
  properties: {
    id: { title: "Client id", type: "string" },
    secret: { title: "Client secret", type: "string", format: "password" },
    authentication: {
      title: "How the client identifies itself",
      type: "string",
      enum: ["client_secret_post", "client_secret_basic", "client_secret_jwt", "private_key_jwt", "none"],
      default: "client_secret_post",
    },
    assertion: {
      title: "Assertion",
      description: "A signed token that proves who the client is, for the methods that end with jwt.",
      type: "string",
      format: "password",
    },
  },
};

const oauth2: JsonObject = {
  title: "OAuth 2.0",
  type: "object",
  required: ["authority", "grant"],
  properties: {
    authority: {
      title: "Authority",
      description: "The address of the authorization server.",
      type: "string",
      format: "uri",
    },
    grant: {
      title: "Grant",
      type: "string",
      enum: ["client_credentials", "password", "refresh_token"],
      default: "client_credentials",
    },
    client: oauthClient,
    username: { title: "User name", type: "string" },
    password: { title: "Password", type: "string", format: "password" },
    scopes: { title: "Scopes", type: "array", items: { type: "string" } },
    issuers: {
      title: "Issuers",
      description: "Who may have issued the token. With a list, only tokens that name one of it are used.",
      type: "array",
      items: { type: "string" },
    },
    audiences: { title: "Audiences", type: "array", items: { type: "string" } },
    endpoints: {
      title: "Endpoints",
      type: "object",
      properties: { token: { title: "Token path", type: "string", default: "/oauth2/token" } },
    },
  },
};

function policy(name: string, title: string, description: string, inline: JsonObject): JsonObject {
  return {
    title,
    description,
    type: "object",
    required: [name],
    properties: { [name]: { oneOf: [secretReference, inline] } },
  };
}

export const AUTHENTICATION_SCHEMA: JsonObject = {
  title: "Authentication",
  description: "How the request is authenticated. Prefer secrets: their values never reach the run's history.",
  oneOf: [
    { ...secretReference, title: "From use.authentications" },
    policy("basic", "Basic", "A user name and a password in each request.", basic),
    policy("bearer", "Bearer", "A token in each request.", {
      title: "Token",
      type: "object",
      required: ["token"],
      properties: { token: { title: "Token", type: "string", format: "password" } },
    }),
    policy("digest", "Digest", "A challenge answered with a hash of the password.", basic),
    policy("oauth2", "OAuth 2.0", "A token fetched from an authorization server.", oauth2),
    policy("oidc", "OpenID Connect", "Like OAuth 2.0, with the token endpoint found by discovery.", oauth2),
  ],
};
