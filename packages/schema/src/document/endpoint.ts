// Where something is and how to get in: endpoints and external resources.

import { authenticationOrName } from "./authentication.ts";
import { choice, describe, object, string } from "./schema-builder.ts";
import type { Infer } from "./schema-node.ts";
import { uriOrExpression } from "./text-check.ts";

const uri = string({
  title: "URI",
  description: "Absolute URI; `{name}` is replaced by the task input's property of that name.",
  check: uriOrExpression,
  expression: "value",
  gives: ["string", "object"],
  examples: ["https://api.example.com/pets/{petId}"],
});

/** A URI (template or expression), alone or with authentication. */
export const endpoint = choice(
  [
    uri,
    object({
      title: "Endpoint with authentication",
      required: { uri },
      optional: { authentication: authenticationOrName },
    }),
  ],
  { title: "Endpoint", description: "Where to send the request: a URI, or a URI with authentication." },
);

/** A document fetched from elsewhere. */
export const externalResource = object({
  title: "External resource",
  description: "A document that is fetched when it is needed.",
  required: { endpoint: describe(endpoint, { description: "Where the document is." }) },
  optional: { name: string({ title: "Name", description: "A name to show instead of the URI." }) },
});

/** A place from which functions are read by name and version. */
export const catalog = object({
  title: "Catalog",
  description: "A collection of functions, called as `name:version@catalog`.",
  required: { endpoint: describe(endpoint, { description: "The root under which the catalog's functions lie." }) },
});

export type Endpoint = Infer<typeof endpoint>;
export type ExternalResource = Infer<typeof externalResource>;
export type Catalog = Infer<typeof catalog>;
