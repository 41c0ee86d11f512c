// Documents of other systems: one diagnostic says what they are, instead of one for each key that is not ours.

import type { Json } from "@ironweave/jq";
import { isJsonObject } from "../document/visit-kind.ts";
import type { Finding } from "./finding.ts";

interface Foreign {
  readonly key: string;
  readonly message: string;
  readonly is: (document: { readonly [key: string]: Json }) => boolean;
}

const FOREIGN: readonly Foreign[] = [
  {
    key: "states",
    message: "this is a Direktiv workflow; import it: Import in the list of workflows, or `ironweave import direktiv`",
    is: ({ states }) => Array.isArray(states),
  },
  {
    key: "jobs",
    message: "this is a GitHub Actions workflow; here the steps are a list of named tasks under `do`",
    is: ({ jobs }) => isJsonObject(jobs),
  },
  {
    key: "stages",
    message: "this is a GitLab pipeline; here the steps are a list of named tasks under `do`",
    is: ({ stages }) => Array.isArray(stages),
  },
];

/** What the document is, where it is surely none of ours. */
export function foreignDocument(document: Json): Finding | undefined {
  if (!isJsonObject(document) || Object.hasOwn(document, "do")) return undefined;
  const foreign = FOREIGN.find(({ is }) => is(document));
  if (foreign === undefined) return undefined;
  const { key, message } = foreign;
  return { code: "foreign_document", severity: "error", message, reference: `/${key}`, target: "key" };
}
