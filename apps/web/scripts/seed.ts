// Fills in the demo: run by `npm start` after the migrations, and safe to run again. Reads the environment that
// scripts/stack/README.md lists; prints names, never values.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@ironweave/jq";
import { parseSource, planEdit } from "@ironweave/schema";
import { CORE_SCHEMA, load } from "js-yaml";
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

/** The examples, each with its named inputs as `document.metadata.inputs`, which the Run dialog offers. */
function exampleTexts(): readonly string[] {
  return readdirSync(examples)
    .filter((name) => name.endsWith(".yaml") && !/\.(inputs|test)\.yaml$/u.test(name))
    .sort()
    .map((name) => withInputs(readFileSync(join(examples, name), "utf8"), inputsOf(name)));
}

/** The addresses of the stand-ins take the place of their names; what a test expects is left out. */
function inputsOf(name: string): readonly JsonObject[] {
  const file = join(examples, name.replace(/\.yaml$/u, ".inputs.yaml"));
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8").replaceAll(/\{\{(\w+)\}\}/gu, (braces, system: string) => {
    return env[`IRONWEAVE_${system.toUpperCase()}_URL`] ?? braces;
  });
  return (load(text, { schema: CORE_SCHEMA }) as readonly JsonObject[]).map((input) =>
    Object.fromEntries(Object.entries(input).filter(([key]) => key !== "expect")),
  );
}

function withInputs(text: string, inputs: readonly JsonObject[]): string {
  if (inputs.length === 0) return text;
  const planned = planEdit(parseSource(text), { type: "set", at: "/document/metadata", value: { inputs } });
  if (!planned.ok) throw new Error(`an example's inputs cannot be written: ${planned.diagnostic.message}`);
  return planned.plan.source.text;
}

function required(name: string): string {
  const value = env[name];
  if (value === undefined || value === "") throw new Error(`The seed needs the variable ${name}.`);
  return value;
}
