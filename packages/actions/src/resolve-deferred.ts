// Evaluates the arguments that the engine left to the action's process because they read `$secrets` or `$authorization`.
// The invariant: only the marker that the engine writes is evaluated; a string that looks like an expression is data.

import { compile, JqBudgetError, JqRuntimeError, JqSyntaxError } from "@ironweave/jq";
import type { Json, JsonObject } from "@ironweave/jq";
import { ActionError } from "./action-error.ts";
import { isObject, readString } from "./arguments.ts";

/** The one key of a deferred expression (packages/engine/src/host.ts, `DeferredExpression`). */
const DEFERRED = "ironweave:deferred";

export interface DeferredScope {
  /** Variables by name, without the `$`. */
  readonly scope: JsonObject;
  /** Names an expression may read as `$secrets.NAME`. */
  readonly secrets: readonly string[];
  /** Reads one secret; asked only for those that an expression names, or for all where it takes `$secrets` whole. */
  secret(name: string): Promise<Json>;
  /** `$authorization` of the endpoint, where there is one. @default null */
  readonly authorization?: Json;
  /** Epoch milliseconds of jq's `now`. */
  readonly now: number;
}

/**
 * The arguments with every deferred expression replaced by its value. Rejects with `ActionError` kind `expression`
 * for one that fails or does not give exactly one value; what `secret` throws passes through.
 */
export async function resolveDeferred(args: Json, from: DeferredScope): Promise<Json> {
  const expressions = deferredIn(args);
  if (expressions.length === 0) return args;
  const secrets = await loadSecrets(expressions, from);
  return replace(args, (node) => evaluate(node, from, secrets));
}

interface Deferred {
  readonly expression: string;
  readonly input: Json;
}

function asDeferred(value: Json): Deferred | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1) return undefined;
  const inner = value[DEFERRED];
  if (!isObject(inner)) return undefined;
  return { expression: readString(inner["expression"], DEFERRED), input: inner["input"] ?? null };
}

function deferredIn(value: Json): readonly Deferred[] {
  const node = asDeferred(value);
  if (node !== undefined) return [node];
  if (Array.isArray(value)) return value.flatMap((item: Json) => deferredIn(item));
  return isObject(value) ? Object.values(value).flatMap((item) => deferredIn(item)) : [];
}

function replace(value: Json, evaluateNode: (node: Deferred) => Json): Json {
  const node = asDeferred(value);
  if (node !== undefined) return evaluateNode(node);
  if (Array.isArray(value)) return value.map((item: Json) => replace(item, evaluateNode));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replace(item, evaluateNode)]));
}

/** Reads the secrets that the texts mention; all that are declared where `$secrets` is used other than by a plain path. */
async function loadSecrets(expressions: readonly Deferred[], from: DeferredScope): Promise<JsonObject> {
  const texts = expressions.map(({ expression }) => expression);
  const whole = texts.some((text) => /\$secrets(?!\s*(\.\s*[A-Za-z_]|\.?\s*\[\s*"|\.\s*"))/.test(text));
  const wanted = whole ? from.secrets : from.secrets.filter((name) => texts.some((text) => text.includes(name)));
  const values = await Promise.all(
    wanted.map(async (name): Promise<[string, Json]> => [name, await from.secret(name)]),
  );
  return Object.fromEntries(values);
}

function evaluate({ expression, input }: Deferred, from: DeferredScope, secrets: JsonObject): Json {
  const variables: JsonObject = { ...from.scope, secrets, authorization: from.authorization ?? null };
  try {
    const program = compile(unwrap(expression), { variables: Object.keys(variables) });
    const results = program.run(input, { variables, now: () => from.now });
    const [first] = results;
    if (results.length === 1 && first !== undefined) return first;
    throw expressionError(`gives ${String(results.length)} values where one is expected`);
  } catch (error) {
    // jq quotes the values at fault in its messages, and here they may be secrets: the reason is told, not the values.
    if (error instanceof JqBudgetError) throw expressionError(error.code);
    if (error instanceof JqSyntaxError) throw expressionError("has a syntax error");
    if (error instanceof JqRuntimeError) throw expressionError("failed");
    throw error;
  }
}

/** The program inside `${ … }`, or the text itself. */
function unwrap(expression: string): string {
  return /^\s*\$\{([\s\S]*)\}\s*$/.exec(expression)?.[1] ?? expression;
}

function expressionError(reason: string): ActionError {
  return new ActionError("expression", `an expression that reads secrets ${reason}`);
}
