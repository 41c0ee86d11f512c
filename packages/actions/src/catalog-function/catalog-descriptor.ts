// What can be told of the `catalog` action without running it. Safe for the browser and the workflow sandbox.

import type { ActionDescriptor } from "../define-action.ts";
import { LIMITS } from "../limits.ts";

export const CATALOG_DESCRIPTOR: ActionDescriptor = {
  name: "catalog",
  title: "Catalog function",
  description:
    "Reads the definition of a function from a catalog. The engine uses it for calls such as log:1.0.0@global.",
  category: "Engine",
  input: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required: ["function"],
    properties: {
      function: { title: "Function", description: "Its name, or the address of its definition.", type: "string" },
      version: { title: "Version", type: "string" },
      endpoint: { title: "Catalog", description: "The catalog's root address.", type: ["string", "object"] },
    },
  },
  idempotency: "safe",
  effect: "read",
  timeoutMs: LIMITS.totalMs.value,
};
