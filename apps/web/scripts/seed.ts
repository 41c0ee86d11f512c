// Fills in the demo: run by `npm start` after the migrations, and safe to run again. Reads the environment that
// scripts/stack/README.md lists; prints names, never values.

import { join } from "node:path";
import { createDatabase, secretKeyFrom } from "@ironweave/db";
import { readDemoSystems } from "../src/server/env.ts";
import { seedDemo } from "../src/server/services/seed-demo.ts";
import { readExamples } from "../src/server/templates/example-files.ts";
import { withMetadata } from "../src/server/templates/template-of.ts";

const examples = join(import.meta.dirname, "..", "..", "..", "examples");
const { env } = process;

await using db = createDatabase({ url: required("DATABASE_URL"), maxConnections: 2 });
const { created } = await seedDemo(db, {
  ownerEmail: required("IRONWEAVE_OWNER_EMAIL"),
  ownerPassword: required("IRONWEAVE_OWNER_PASSWORD"),
  ownerToken: required("IRONWEAVE_OWNER_TOKEN"),
  secretKey: secretKeyFrom(required("IRONWEAVE_KEY")),
  secrets: secrets(),
  workflows: exampleTexts(),
});
console.log(created.length === 0 ? "the demo is there" : `created ${created.join(", ")}`);

/** A header takes the token itself; `bearer.use` wants a secret with the property `token`. */
function secrets(): Record<string, string> {
  const metal = env["IRONWEAVE_METAL_TOKEN"];
  const servicenow = env["IRONWEAVE_SERVICENOW_TOKEN"];
  return {
    ...(metal === undefined ? {} : { metalToken: metal }),
    ...(servicenow === undefined ? {} : { serviceNowToken: JSON.stringify({ token: servicenow }) }),
  };
}

/** The examples with their named inputs, which the Run dialog offers, and mocks, which a dry run offers. */
function exampleTexts(): readonly string[] {
  return readExamples(examples, readDemoSystems(env)).map(withMetadata);
}

function required(name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`The seed needs the variable ${name}.`);
  return value;
}
