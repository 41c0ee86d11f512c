// The data flow around a piece of work (dsl.md, "Data flow"): schemas and expressions in their normative order.

import { JqBudgetError, JqRuntimeError, JqSyntaxError } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import type { Environment } from "../interpreter.ts";
import { evaluateField } from "./evaluate.ts";
import type { Place } from "./evaluate.ts";
import { findSchemaViolation } from "./json-schema.ts";
import { member } from "./json-value.ts";
import { standardFault } from "../errors/workflow-fault.ts";

/** The value of an expression-typed field such as `input.from`; the fallback where the field is absent. */
export function transform(
  env: Environment,
  value: Json | undefined,
  place: Place,
  field: string,
  fallback: Json,
): Json {
  if (value === undefined || value === null) return fallback;
  return evaluateField(env.run.programs, value, place, field, { mode: env.run.mode });
}

/** Validates against an `input.schema`, `output.schema` or `export.schema`. Throws a validation fault (400). */
export async function validate(
  env: Environment,
  schema: Json | undefined,
  value: Json,
  field: string,
  instance: string,
): Promise<void> {
  if (schema === undefined || schema === null) return;
  const document = member(schema, "document") ?? (await fetchSchema(env, schema, field, instance));
  try {
    const violation = findSchemaViolation(document, value, env.run.schemas);
    if (violation === undefined) return;
    const where = violation.pointer === "" ? "the value" : violation.pointer;
    throw standardFault("validation", `${field}: ${where} ${violation.message}`, { instance });
  } catch (error) {
    if (error instanceof JqBudgetError || error instanceof JqRuntimeError || error instanceof JqSyntaxError) {
      throw standardFault("validation", `${field}: a pattern cannot be checked: ${error.message}`, { instance });
    }
    throw error;
  }
}

/** A schema kept elsewhere is an external resource, read by the `http` action. */
async function fetchSchema(env: Environment, schema: Json, field: string, instance: string): Promise<Json> {
  const endpoint = member(member(schema, "resource"), "endpoint");
  if (endpoint === undefined) {
    throw standardFault("configuration", `${field} has neither a document nor a resource`, { instance });
  }
  return env.host.call({
    action: "http",
    arguments: { method: "get", endpoint, output: "content" },
    scope: {},
    secrets: env.run.secrets,
    execution: { task: instance, name: field, execution: 0, iteration: env.iteration, attempt: env.attempt },
    step: `${instance}${env.trail}#${field}`,
  });
}
