// For tests: Direktiv's cases that do not agree after the import, each with its reason and the code by which the import said so.
// A case that begins to work must leave this list, and one that stops working must not enter it without a reason.

import type { ImportCode } from "@ironweave/schema";

interface Unsupported {
  /** Cites direktiv.md, the description of the system. */
  readonly reason: string;
  /** The diagnostic that says it; absent where the file has no part in it. */
  readonly reported?: ImportCode;
}

const SECRETS: Unsupported = {
  reason: "secrets may not enter a subflow's input, which is history (direktiv.md 2.6, action)",
  reported: "direktiv_secrets",
};
const SERVICE: Unsupported = {
  reason: "a service of the namespace has no equal (direktiv.md 2.6, functions)",
  reported: "direktiv_service",
};
const FILES: Unsupported = {
  reason: "`files` have no equal (direktiv.md 2.6, not mappable)",
  reported: "direktiv_files",
};

/** Unsupported cases by id. */
export const UNSUPPORTED: Readonly<Record<string, Unsupported>> = {
  "actions/vars/read-file": FILES,
  "actions/vars/write-out-workflow": FILES,
  "engine/instance-data/non-json": {
    reason: "our input is JSON; a body that is not is refused by the API (direktiv.md 2.3)",
  },
  "go/subflow-secrets": SECRETS,
  "kubernetes/function-patch": {
    reason: "patches of the container have no equal (direktiv.md 2.6, not mappable)",
    reported: "direktiv_patches",
  },
  "secrets/read": SECRETS,
  "services/files": SERVICE,
  "services/system/echo": SERVICE,
};
