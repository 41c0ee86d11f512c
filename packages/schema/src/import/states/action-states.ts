// action, foreach and parallel.

import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject } from "../../document/visit-kind.ts";
import { expression, jxProgram } from "../jx/compile-jx.ts";
import { objects } from "../read/read-direktiv.ts";
import type { Placed } from "../read/read-direktiv.ts";
import { callFunction, isSubflow } from "../tasks/call-function.ts";
import { jxReport } from "../tasks/context.ts";
import type { Core, ImportContext } from "../tasks/context.ts";
import { outputAs } from "../tasks/transform.ts";
import { nextOf, transformReport } from "./plain-states.ts";
import { stateTimeout } from "./state-timeout.ts";
import { plainText } from "../read/plain-text.ts";

/** Direktiv ends a state this long after its timeout; only a container is told the timeout itself. */
const SUBFLOW_EXTRA_SECONDS = 15 * 60;

function timeoutOf(state: JsonObject, actions: readonly JsonObject[], context: ImportContext): JsonObject {
  const extra = actions.some((action) => isSubflow(action, context)) ? SUBFLOW_EXTRA_SECONDS : 0;
  return stateTimeout(state, context, extra);
}

export function action(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const called = isJsonObject(value["action"]) ? value["action"] : {};
  const wait = value["async"] !== true;
  const name = plainText(value["id"]);
  const task = callFunction({ action: called, path: [...path, "action"], data: ".", wait, name }, context);
  const next = nextOf(value);
  const report = transformReport(state, context);
  const timeout = timeoutOf(value, [called], context);
  if (!wait) return { task: { ...task, ...timeout, ...outputAs(".", value["transform"], report) }, next };
  // A container's own `output.as` reads what it printed, so what is stored must come after it.
  const { output, ...rest } = task;
  const first =
    isJsonObject(output) && typeof output["as"] === "string" ? `(${output["as"].slice(2, -1).trim()})` : ".";
  return {
    task: { ...rest, ...timeout, ...outputAs(`$input + {return: ${first}}`, value["transform"], report) },
    next,
  };
}

/** How many items Direktiv took at a time: three since v0.8, all before; here so many that a machine survives it. */
const AT_ONCE = { since08: 3, before: 100 } as const;

/** Side by side, each seeing its item only; the results in order. */
export function foreach(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const called = isJsonObject(value["action"]) ? value["action"] : {};
  const name = plainText(value["id"]);
  context.report(
    "direktiv_side_by_side",
    path,
    "several items at a time, and their results in order, are an addition of Ironweave's (`metadata.ironweave.concurrency`); other runtimes take them one after the other",
  );
  const array = jxProgram(value["array"] ?? null, jxReport(context.report, [...path, "array"]));
  const each = callFunction({ action: called, path: [...path, "action"], data: "$item", wait: true, name }, context);
  const stored = "$input + (if . == [] then {} else {return: .} end)";
  return {
    task: {
      for: { each: "item", in: expression(array) },
      do: [{ [context.uniqueName(`${name}-each`)]: each }],
      metadata: { ironweave: { concurrency: context.isVersion08 ? AT_ONCE.since08 : AT_ONCE.before } },
      ...timeoutOf(value, [called], context),
      ...outputAs(stored, value["transform"], transformReport(state, context)),
    },
    next: nextOf(value),
  };
}

export function parallel(state: Placed, context: ImportContext): Core {
  const { value, path } = state;
  const actions = objects(value["actions"]);
  const compete = value["mode"] === "or";
  if (compete)
    context.report(
      "direktiv_or_mode",
      [...path, "mode"],
      "the first success wins; Direktiv failed when an error came first",
    );
  const branches = actions.map((each, index): Json => {
    const name = context.uniqueName(`${plainText(value["id"])}-${index}`);
    const task = callFunction(
      { action: each, path: [...path, "actions", index], data: ".", wait: true, name },
      context,
    );
    if (!compete) return { [name]: task };
    const { output, ...rest } = task;
    const result =
      isJsonObject(output) && typeof output["as"] === "string" ? `(${output["as"].slice(2, -1).trim()})` : ".";
    return { [name]: { ...rest, output: { as: expression(`{index: ${index}, value: ${result}}`) } } };
  });
  const first = `. as $first | [range(${actions.length}) | if . == $first.index then $first.value else null end]`;
  const data = compete ? `$input + {return: (${first})}` : "$input + {return: .}";
  return {
    task: {
      fork: { ...(compete ? { compete: true } : {}), branches },
      ...timeoutOf(value, actions, context),
      ...outputAs(data, value["transform"], transformReport(state, context)),
    },
    next: nextOf(value),
  };
}
