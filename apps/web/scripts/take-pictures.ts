// Copies the screenshots that the journeys left in test-results to docs/images, where the README shows them. Run after
// `npm run e2e -w @ironweave/web`. Only pictures of journeys that passed are there under these names.

import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const web = join(import.meta.dirname, "..");
const images = join(web, "..", "..", "docs", "images");
const results = join(web, "test-results");

/** Name in docs/images, and the screenshot it is made of. */
const PICTURES = { "run.png": "run-live.png", "designer.png": "designer.png" } as const;

const found = readdirSync(results, { recursive: true, encoding: "utf8" }).filter((path) => path.includes("demo"));
mkdirSync(images, { recursive: true });
for (const [name, picture] of Object.entries(PICTURES)) {
  const path = found.find((candidate) => basename(candidate) === picture);
  if (path === undefined) throw new Error(`${picture} is not in test-results: run the journeys first`);
  copyFileSync(join(results, path), join(images, name));
  console.log(`docs/images/${name}`);
}
