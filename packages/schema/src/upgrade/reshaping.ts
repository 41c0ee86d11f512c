// What an upgrade does to a document, in terms of the document, and what it cannot do.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";

/** One change of the document; the changes of one upgrade are about different places. */
export type Reshape =
  | { readonly type: "set"; readonly at: Reference; readonly value: Json }
  | { readonly type: "unset"; readonly at: Reference }
  | { readonly type: "rename-key"; readonly at: Reference; readonly to: string };

/** Where the new version has no equal that edits of the text could make. */
export interface UpgradeObstacle {
  readonly reference: Reference;
  readonly message: string;
}

export interface Reshaping {
  readonly changes: readonly Reshape[];
  readonly obstacles: readonly UpgradeObstacle[];
}
