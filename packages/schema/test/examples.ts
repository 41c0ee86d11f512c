// The specification's example documents, read from beside the repository where they are present; never copied in.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARED = process.env["IRONWEAVE_SHARED"] ?? fileURLToPath(new URL("../../../../shared", import.meta.url));
const FOLDER = join(SHARED, "examples");

/** Name and text of each example; none, with a message, where the folder is absent. */
export const EXAMPLES: readonly { readonly name: string; readonly text: string }[] = existsSync(FOLDER)
  ? readdirSync(FOLDER)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => ({ name, text: readFileSync(join(FOLDER, name), "utf8") }))
  : [];

if (EXAMPLES.length === 0)
  console.warn(`SKIPPED: no example documents in ${FOLDER}; set IRONWEAVE_SHARED to have them tested`);
