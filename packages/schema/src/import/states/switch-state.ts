// switch: the first condition that Direktiv takes for true. Without `catch` it is a `switch`, with a `set` for each branch
// that transforms; with `catch` an expression, since both conditions and transforms may fail.

import type { Json, JsonObject } from "@ironweave/jq";
import { expression, jxCondition } from "../jx/compile-jx.ts";
import { objects } from "../read/read-direktiv.ts";
import type { Placed } from "../read/read-direktiv.ts";
import { END, ROUTE, jxReport, textOf } from "../tasks/context.ts";
import type { Core, ImportContext, Path, Step } from "../tasks/context.ts";
import { isNoTransform, setTransformed, transformed } from "../tasks/transform.ts";
import { plainText } from "../read/plain-text.ts";

interface Branch {
  /** Undefined for the default. */
  readonly when: string | undefined;
  readonly transform: Json | undefined;
  readonly target: string;
  readonly path: Path;
}

function branchesOf({ value, path }: Placed, context: ImportContext): readonly Branch[] {
  const conditions = objects(value["conditions"]).map((each, index): Branch => {
    const at = [...path, "conditions", index];
    const report = jxReport(context.report, [...at, "condition"]);
    const condition = each["condition"] ?? null;
    return {
      // Null is an error, not false.
      when: condition === null ? 'error("direktiv.jq.badCommand")' : jxCondition(condition, report),
      transform: each["transform"],
      target: textOf(each["transition"]) ?? END,
      path: [...at, "transform"],
    };
  });
  const target = textOf(value["defaultTransition"]) ?? END;
  const last = { when: undefined, transform: value["defaultTransform"], target, path: [...path, "defaultTransform"] };
  return [...conditions, last];
}

/** A switch as tasks of its own. */
export function switchSteps(state: Placed, context: ImportContext): readonly Step[] {
  const name = plainText(state.value["id"]);
  const steps: Step[] = [];
  const cases = branchesOf(state, context).map(({ when, transform, target, path }, index): JsonObject => {
    let then = target;
    const label = when === undefined ? "otherwise" : `case-${index + 1}`;
    if (!isNoTransform(transform)) {
      const set = setTransformed(transform, jxReport(context.report, path));
      then = context.uniqueName(`${name}-${label}`);
      steps.push({ name: then, task: { ...set, then: target } });
    }
    return { [label]: { ...(when === undefined ? {} : { when: expression(when) }), then } };
  });
  return [{ name, task: { switch: cases } }, ...steps];
}

/** A switch as one expression that transforms and says where to go. */
export function switchCore(state: Placed, context: ImportContext): Core {
  const branches = branchesOf(state, context);
  const parts = branches.map(({ when, transform, target, path }, index) => {
    const data = transformed(".", transform, jxReport(context.report, path));
    const result = `${data === "." ? "." : `(${data})`} | .${ROUTE} = ${JSON.stringify(target)}`;
    if (when === undefined) return `else ${result} end`;
    return `${index === 0 ? "if" : "elif"} (${when}) then ${result}`;
  });
  const next = branches.at(-1)?.target ?? END;
  return { task: { set: expression(parts.join(" ")) }, next, routes: branches.map(({ target }) => target) };
}
