// What a `for` goes through, and how it calls it. The collection is evaluated once. A frame does not hold it where it can be had
// again from the input by the same pure program at the same instant (ADR 0042), so that a loop over many items checkpoints in a
// few bytes.

import type { Json } from "@ironweave/jq";
import { evaluateProgram } from "../data/evaluate.ts";
import type { Place } from "../data/evaluate.ts";
import { expressionProgram } from "../data/expression-text.ts";
import { isJsonArray, jsonType, member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import { withVariables } from "../flow/environment.ts";
import type { Environment, Frame, TaskWork } from "../interpreter.ts";

/** A loop under way. */
export interface Loop {
  readonly each: string;
  readonly at: string;
  /** The instant at which the collection was evaluated. */
  readonly clock: number;
  readonly items: readonly Json[];
  /** True where the collection can be evaluated again from the frame. */
  readonly repeatable: boolean;
}

function nameOf(value: Json | undefined, fallback: string): string {
  return typeof value === "string" && value !== "" ? value.replace(/^\$/, "") : fallback;
}

function evaluateItems(work: TaskWork, clock: number): Pick<Loop, "items" | "repeatable"> {
  const declared = member(work.definition["for"], "in");
  if (typeof declared === "string") {
    const { programs } = work.env.run;
    const text = expressionProgram(declared);
    const place: Place = { ...placeOf(work), now: () => clock };
    const items = evaluateProgram(programs, text, place, "for.in");
    // `$context` may change while the loop runs; everything else that the program reads is in the frame or the document.
    const repeatable = !programs.get(text, place.names).freeVariables.includes("context");
    if (isJsonArray(items)) return { items, repeatable };
    throw standardFault("expression", `for.in must give an array, gives ${jsonType(items)}`);
  }
  if (isJsonArray(declared)) return { items: declared, repeatable: true };
  throw standardFault("configuration", "for.in must be an expression");
}

/** The loop, begun now or continued from its frame. */
export function openLoop(work: TaskWork, frame: Frame | undefined): Loop {
  const declared = work.definition["for"];
  const each = nameOf(member(declared, "each"), "item");
  const at = nameOf(member(declared, "at"), "index");
  const clock = typeof frame?.["clock"] === "number" ? frame["clock"] : work.env.host.now();
  if (frame?.["items"] === undefined) return { each, at, clock, ...evaluateItems(work, clock) };
  const items = work.env.run.values.load(frame["items"]);
  if (!isJsonArray(items)) throw new Error("the checkpoint holds a damaged loop frame");
  return { each, at, clock, items, repeatable: false };
}

/** What of the loop itself goes into its frame. */
export function saveLoop({ clock, items, repeatable }: Loop, { env }: TaskWork): Frame {
  return { clock, ...(repeatable ? {} : { items: env.run.values.save(items) }) };
}

/** Where the tasks of one iteration run. */
export function iterationOf(env: Environment, loop: Loop, index: number): Environment {
  return {
    ...withVariables(env, { [loop.each]: loop.items[index] ?? null, [loop.at]: index }),
    iteration: [...env.iteration, index],
    trail: `${env.trail}/${index}`,
  };
}

/** More would exceed what a durable host can hold open at once. */
const MOST_AT_ONCE = 2000;

/**
 * How many iterations may run at a time: `metadata.ironweave.concurrency`. Undefined where the loop is the language's own, one
 * iteration after the other.
 */
export function concurrencyOf({ definition }: TaskWork): number | undefined {
  const asked = member(member(definition["metadata"], "ironweave"), "concurrency");
  if (asked === undefined || asked === null) return undefined;
  if (typeof asked === "number" && Number.isInteger(asked) && asked >= 1 && asked <= MOST_AT_ONCE) return asked;
  const detail = `metadata.ironweave.concurrency must be a whole number from 1 to ${MOST_AT_ONCE}`;
  throw standardFault("configuration", detail, { title: "invalid_concurrency" });
}
