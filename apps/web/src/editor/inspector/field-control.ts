// What every control of a form is given.

import type { Json, JsonObject } from "@ironweave/jq";

/** One control for the value at a reference. `value` is undefined where the document has none. */
export interface FieldControl {
  readonly at: string;
  readonly schema: JsonObject;
  readonly value: Json | undefined;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean;
  /** Nesting inside the form, 0 at the top. */
  readonly depth: number;
}
