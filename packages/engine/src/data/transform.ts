// The data flow around a piece of work (dsl.md, "Data flow"): schemas and expressions in their normative order.

import { JqBudgetError, JqRuntimeError, JqSyntaxError } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import type { Scope } from "../host.ts";
import type { Environment } from "../interpreter.ts";
import { encodeAddresses, prepareArguments } from "../tasks/prepare-arguments.ts";
import { evaluateField, evaluateTemplate } from "./evaluate.ts";
import type { Place } from "./evaluate.ts";
import { findSchemaViolation } from "./json-schema.ts";
import { isJsonObject, jsonType, member } from "./json-value.ts";
import { placeIn } from "./place.ts";
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
  const format = member(schema, "format") ?? "json";
  if (typeof format !== "string" || !/^json(:|$)/.test(format)) {
    const detail = `${field}: schemas in ${JSON.stringify(format)} are not read, only JSON Schema (format json)`;
    throw standardFault("configuration", detail, { instance, title: "unsupported_schema_format" });
  }
  const document = member(schema, "document") ?? (await readSchema(env, schema, field, instance));
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

/** A schema kept elsewhere is an external resource, read by the `http` action: once in a run. */
async function readSchema(env: Environment, schema: Json, field: string, instance: string): Promise<Json> {
  const endpoint = member(member(schema, "resource"), "endpoint");
  if (endpoint === undefined) {
    throw standardFault("configuration", `${field} has neither a document nor a resource`, { instance });
  }
  const found = await env.run.resources.get(`schema ${JSON.stringify(endpoint)}`, () =>
    fetchSchema(env, endpoint, field, instance),
  );
  if (isJsonObject(found) || typeof found === "boolean") return found;
  const detail = `${field}: what its resource holds is not a JSON Schema, it is ${jsonType(found)}`;
  throw standardFault("configuration", detail, { instance, title: "invalid_schema_resource" });
}

async function fetchSchema(env: Environment, endpoint: Json, field: string, instance: string): Promise<Json> {
  const { run, host } = env;
  const call = prepareArguments({ method: "get", endpoint, output: "content", redirect: true }, run.input, run.use);
  const place = placeIn(env, { input: run.input, reference: instance });
  let scope: Scope = {};
  const evaluated = evaluateTemplate(run.programs, call, place, field, {
    mode: run.mode,
    defer(expression, variables) {
      scope = { ...scope, ...variables };
      return { "ironweave:deferred": { expression, input: run.input } };
    },
  });
  const content = await host.call({
    action: "http",
    arguments: encodeAddresses(evaluated),
    scope,
    secrets: run.secrets,
    execution: { task: instance, name: field, execution: 0, iteration: env.iteration, attempt: env.attempt },
    step: `${instance}${env.trail}#${field}`,
  });
  return typeof content === "string" ? parsedText(content) : content;
}

/** A server that does not say that its answer is JSON. */
function parsedText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
