// A state as tasks of the document's list: the state itself under its own name, always with `then`, and where it may go to
// several places, a switch after it. A state with `catch` is a `try`; its directives may not leave it, so what is caught
// says in the data where to go (`__route`), and the switch takes that out again.

import type { Json, JsonObject } from "@ironweave/jq";
import { isDeferredRaise } from "../../document/deferred-raise.ts";
import { expression } from "../jx/compile-jx.ts";
import { objects } from "../read/read-direktiv.ts";
import type { Placed } from "../read/read-direktiv.ts";
import { END, ROUTE, textOf } from "./context.ts";
import type { Core, ImportContext, Step } from "./context.ts";
import { matchErrors } from "./error-match.ts";
import { plainText } from "../read/plain-text.ts";

/** The tasks of a state. */
export function stateSteps({ value, path }: Placed, core: Core, context: ImportContext): readonly Step[] {
  const name = plainText(value["id"]);
  const catches = objects(value["catch"]);
  if (catches.length === 0) return routed(name, core.task, core, context);
  const targets = catches.map((each) => textOf(each["transition"]) ?? END);
  const conditions = catches.map(
    (each, index) =>
      matchErrors([plainText(each["error"])], (message) =>
        context.report("direktiv_pattern", [...path, "catch", index, "error"], message),
      ).condition,
  );
  const { condition, code } = matchErrors(
    catches.map((each) => plainText(each["error"])),
    () => undefined,
  );
  const isOneWay = core.routes === undefined && targets.every((target) => target === core.next);
  const stored = `. + {error: {code: ${code}, msg: ($error.detail // "")}}`;
  const set = isOneWay ? stored : `${stored} | .${ROUTE} = ${routeProgram(conditions, targets)}`;
  const task: JsonObject = {
    try: [{ [context.uniqueName(`${name}-try`)]: core.task }],
    catch: {
      as: "error",
      ...(condition === undefined ? {} : { when: expression(condition) }),
      do: [{ [context.uniqueName(`${name}-caught`)]: { set: expression(set) } }],
    },
  };
  if (isOneWay) return [{ name, task: { ...task, then: core.next } }];
  return routed(name, task, { ...core, routes: [...(core.routes ?? []), ...targets] }, context);
}

/** The first target whose condition holds, in order. */
function routeProgram(conditions: readonly (string | undefined)[], targets: readonly string[]): string {
  const every = conditions.indexOf(undefined);
  const last = every === -1 ? targets.length - 1 : every;
  const quoted = targets.map((target) => JSON.stringify(target));
  if (quoted.slice(0, last + 1).every((target) => target === quoted[0])) return quoted[0] ?? '"end"';
  const branches = conditions
    .slice(0, last)
    .map((condition, index) => `${index === 0 ? "if" : "elif"} ${condition ?? "true"} then ${quoted[index]}`);
  return `(${branches.join(" ")} else ${quoted[last]} end)`;
}

function routed(name: string, task: JsonObject, { next, routes }: Core, context: ImportContext): readonly Step[] {
  const targets = [...new Set(routes)].filter((target) => target !== next);
  // A task that raises goes nowhere.
  if (routes === undefined)
    return [{ name, task: "raise" in task && !isDeferredRaise(task) ? task : { ...task, then: next } }];
  const route = context.uniqueName(`${name}-route`);
  const cases: Json[] = targets.map((target) => ({
    [target]: { when: expression(`.${ROUTE} == ${JSON.stringify(target)}`), then: target },
  }));
  return [
    { name, task: { ...task, then: route } },
    {
      name: route,
      task: { switch: [...cases, { otherwise: { then: next } }], output: { as: expression(`del(.${ROUTE})`) } },
    },
  ];
}
