// Where the data of others lies that tests read but the repository does not hold.

import { join } from "node:path";

/** `IRONWEAVE_SHARED`, or `shared` beside the repository. */
export function sharedFolder(): string {
  return process.env["IRONWEAVE_SHARED"] ?? join(import.meta.dirname, "../../../../shared");
}
