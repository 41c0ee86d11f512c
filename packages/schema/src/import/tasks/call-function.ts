// An action: a subflow is `run.workflow`, a container a function of `use.functions`. With retries it is a `try` of its own.

import type { Json, JsonObject } from "@ironweave/jq";
import { expression, literal, jxOperand, jxTemplate } from "../jx/compile-jx.ts";
import { isoSeconds } from "../read/iso-duration.ts";
import { isJsonObject } from "../../document/visit-kind.ts";
import { WHOLE_INPUT, jxReport, raise, textOf, unsupported } from "./context.ts";
import type { ImportContext, Path } from "./context.ts";
import { matchErrors } from "./error-match.ts";
import { plainText } from "../read/plain-text.ts";

export interface FunctionCall {
  readonly action: JsonObject;
  readonly path: Path;
  /** What the action sees as its data. */
  readonly data: "." | "$item";
  readonly wait: boolean;
  /** Name of the task, for the tasks around it. */
  readonly name: string;
}

/** True where the function is another workflow. */
export function isSubflow(action: JsonObject, context: ImportContext): boolean {
  return context.functions.get(plainText(action["function"]))?.value["type"] === "subflow";
}

/** The task that calls the function; its output is the function's result (its input where it is not waited for). */
export function callFunction(call: FunctionCall, context: ImportContext): JsonObject {
  const { action, path } = call;
  const called = calledTask(call, context);
  const policy = action["retries"];
  if (!isJsonObject(policy)) return called;
  return withRetries(call, called, policy, [...path, "retries"], context);
}

function calledTask({ action, path, data, wait, name }: FunctionCall, context: ImportContext): JsonObject {
  const found = context.functions.get(plainText(action["function"]));
  const type = found?.value["type"];
  if (Array.isArray(action["files"]) && action["files"].length > 0)
    context.report(
      "direktiv_files",
      [...path, "files"],
      "files for a function have no equal; the function does not get them",
    );
  const secrets = Array.isArray(action["secrets"]) ? (action["secrets"] as readonly Json[]).map(plainText) : [];
  if (found === undefined) return unsupported(`function ${plainText(action["function"])}`);
  const report = jxReport(context.report, [...path, "input"]);
  const input = action["input"] ?? undefined;
  if (type === "subflow") {
    if (secrets.length > 0) {
      const message =
        "secrets are not handed to a subflow: they would stand in the history; read them where they are used";
      context.report("direktiv_secrets", [...path, "secrets"], message);
      return unsupported(`secrets for subflow ${plainText(action["function"])}`);
    }
    const reference = plainText(found.value["workflow"]);
    const value = input === undefined ? expression(data) : jxTemplate(input, report, data);
    // The language takes only a map here; the imported subflow unwraps what cannot be written as one.
    const given = isJsonObject(value) ? value : { [WHOLE_INPUT]: value };
    const workflow = {
      namespace: context.namespace,
      name: context.workflowName(reference, [...found.path, "workflow"]),
      version: "latest",
      input: given,
    };
    return { run: { workflow, ...(wait ? {} : { await: false }) } };
  }
  if (type === "knative-namespace" || type === "knative-system") {
    context.report(
      "direktiv_service",
      found.path,
      "a service of the namespace has no equal; give the function an image",
    );
    return unsupported(`service ${plainText(found.value["service"])}`);
  }
  const id = plainText(action["function"]);
  if (secrets.length === 0 && wait)
    return { call: id, with: { data: input === undefined ? expression(data) : jxTemplate(input, report, data) } };
  // Secrets may be read in a process's own arguments only, and a function is always waited for: so the container stands here.
  for (const secret of secrets) context.secrets.add(secret);
  const names = secrets.map((secret) => `${JSON.stringify(secret)}: $secrets[${JSON.stringify(secret)}]`);
  const seen = names.length === 0 ? data : `${data} + {secrets: {${names.join(", ")}}}`;
  const value = input === undefined ? `(${seen})` : `(${seen} | ${jxOperand(input, report)})`;
  const stdin = expression(`${value} | tojson`);
  return { ...containerTask(found.value, stdin, wait), metadata: { direktiv: { function: id, state: name } } };
}

/** A container that gets the input on standard input; what it prints is the result: JSON, or anything else as base64. */
export function containerTask(declared: JsonObject, stdin: string, wait: boolean): JsonObject {
  const environment = Object.fromEntries(
    (Array.isArray(declared["envs"]) ? (declared["envs"] as readonly Json[]) : []).flatMap((each) =>
      isJsonObject(each) ? [[plainText(each["name"]), literal(plainText(each["value"]))]] : [],
    ),
  );
  const command = textOf(declared["cmd"]);
  const container = {
    image: literal(plainText(declared["image"])),
    ...(command === undefined ? {} : { command: literal(command) }),
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    stdin,
  };
  if (!wait) return { run: { container, await: false } };
  return {
    run: { container },
    output: { as: expression(". as $text | try fromjson catch ($text | @base64)") },
  };
}

function withRetries(
  call: FunctionCall,
  called: JsonObject,
  policy: JsonObject,
  path: Path,
  context: ImportContext,
): JsonObject {
  const codes = Array.isArray(policy["codes"]) ? (policy["codes"] as readonly Json[]).map(plainText) : [];
  const { condition: when } = matchErrors(codes, (message) =>
    context.report("direktiv_pattern", [...path, "codes"], message),
  );
  const multiplier = Number(policy["multiplier"] ?? 1);
  const delay = textOf(policy["delay"]) ?? "PT5S";
  const backoff = multiplier === 1 || multiplier === 0 || isoSeconds(delay) === 0 ? "constant" : "exponential";
  // The language's own exponential backoff doubles; the multiplier is an addition of ours that its schema allows.
  const growth: JsonObject = backoff === "exponential" && multiplier !== 2 ? { multiplier } : {};
  return {
    try: [{ [context.uniqueName(`${call.name}-call`)]: called }],
    catch: {
      as: "error",
      ...(when === undefined ? {} : { when: expression(when) }),
      retry: { delay, backoff: { [backoff]: growth }, limit: { attempt: { count: Number(policy["max_attempts"]) } } },
      do: [
        {
          [context.uniqueName(`${call.name}-exceeded`)]: raise("direktiv.retries.exceeded", "maximum retries exceeded"),
        },
      ],
    },
  };
}
