// Whether an event is one that a `listen` waits for (dsl-reference, "Event Filter"). One predicate for every host.

import { compile, JqBudgetError, JqRuntimeError, JqSyntaxError } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { expressionProgram, wrappedExpression } from "../data/expression-text.ts";
import { isJsonArray, isJsonObject, jsonEqual } from "../data/json-value.ts";
import type { CloudEvent, EventSubscription, Scope } from "../host.ts";
import { isPlainText } from "./plain-text.ts";

/** The value of a program over an event; undefined where it fails, so that an odd event is no match and never a fault. */
export function evaluateOnEvent(text: string, input: Json, scope: Scope): Json | undefined {
  try {
    const program = compile(text, { variables: Object.keys(scope) });
    return program.run(input, { variables: scope })[0];
  } catch (error) {
    if (error instanceof JqBudgetError || error instanceof JqRuntimeError || error instanceof JqSyntaxError)
      return undefined;
    throw error;
  }
}

function matchesValue(expected: Json, actual: Json, scope: Scope): boolean {
  if (typeof expected === "string") {
    const program = wrappedExpression(expected);
    if (program !== undefined) {
      const value = evaluateOnEvent(program, actual, scope);
      return value === true || (value !== undefined && typeof value !== "boolean" && jsonEqual(value, actual));
    }
    if (expected === actual) return true;
    if (isPlainText(expected)) return false;
    // A literal may be a regular expression; it must match the whole attribute.
    return (
      typeof actual === "string" && evaluateOnEvent("test($pattern)", actual, { pattern: `^(?:${expected})$` }) === true
    );
  }
  if (isJsonArray(expected)) {
    return (
      isJsonArray(actual) &&
      expected.length === actual.length &&
      expected.every((item, index) => matchesValue(item, actual[index] ?? null, scope))
    );
  }
  if (!isJsonObject(expected)) return jsonEqual(expected, actual);
  return (
    isJsonObject(actual) &&
    Object.entries(expected).every(
      ([key, value]) => Object.hasOwn(actual, key) && matchesValue(value, actual[key] ?? null, scope),
    )
  );
}

/** The values by which an event is correlated: name to value; undefined where one cannot be had. */
export function correlationOf(
  event: CloudEvent,
  correlate: EventSubscription["correlate"],
  scope: Scope,
): Scope | undefined {
  const values: Record<string, Json> = {};
  for (const [name, { from }] of Object.entries(correlate ?? {})) {
    const value = evaluateOnEvent(expressionProgram(from), event, scope);
    if (value === undefined || value === null) return undefined;
    values[name] = value;
  }
  return values;
}

/** True where every attribute of the filter matches and every known correlation value agrees. */
export function matchesSubscription(
  event: CloudEvent,
  { with: attributes, correlate, scope }: EventSubscription,
): boolean {
  const matches = Object.entries(attributes).every(
    ([name, expected]) => Object.hasOwn(event, name) && matchesValue(expected, event[name] ?? null, scope),
  );
  if (!matches) return false;
  const values = correlationOf(event, correlate, scope);
  if (values === undefined) return false;
  return Object.entries(correlate ?? {}).every(
    ([name, { expect }]) => expect === undefined || jsonEqual(expect, values[name] ?? null),
  );
}
