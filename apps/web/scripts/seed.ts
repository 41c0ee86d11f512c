// Fills in the demo: run by `npm start` after the migrations, and safe to run again. Reads the environment that
// scripts/stack/README.md lists; prints names, never values.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createDatabase, secretKeyFrom } from "@ironweave/db";
import { seedDemo } from "../src/server/services/seed-demo.ts";

const examples = join(import.meta.dirname, "..", "..", "..", "examples");
const { env } = process;

await using db = createDatabase({ url: required("DATABASE_URL"), maxConnections: 2 });
const { created } = await seedDemo(db, {
  ownerEmail: required("IRONWEAVE_OWNER_EMAIL"),
  ownerPassword: required("IRONWEAVE_OWNER_PASSWORD"),
  ownerToken: required("IRONWEAVE_OWNER_TOKEN"),
  secretKey: secretKeyFrom(required("IRONWEAVE_KEY")),
  secrets: secrets(),
  workflows: exampleTexts().map(withAddresses),
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

function exampleTexts(): readonly string[] {
  return readdirSync(examples)
    .filter((name) => name.endsWith(".yaml") && !/\.(inputs|test)\.yaml$/u.test(name))
    .sort()
    .map((name) => readFileSync(join(examples, name), "utf8"));
}

/** The addresses of the demo's stand-ins as defaults of the inputs that ask for them, so that a run needs no typing. */
function withAddresses(text: string): string {
  const metal = env["IRONWEAVE_METAL_URL"];
  const defaults: Record<string, string | undefined> = {
    apiUrl: metal === undefined ? undefined : `${metal}/metal/v1`,
    snowUrl: env["IRONWEAVE_SERVICENOW_URL"],
    project: metal === undefined ? undefined : "0d3a0000-0000-4000-8000-000000000001",
  };
  return text.replaceAll(/^( +(\w+): \{ type: string, )(?!.*default:)/gmu, (line, start: string, name: string) => {
    const value = defaults[name];
    return value === undefined ? line : `${start}default: '${value}', `;
  });
}

function required(name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`The seed needs the variable ${name}.`);
  return value;
}
