// `foreach` of `listen`, and of a subscription of `call: asyncapi`: runs a list for each event or message consumed, one after the
// other, before the next is asked for (dsl-reference, "Subscription Iterator"). Without a list the event itself is the result.

import type { Json } from "@ironweave/jq";
import { member } from "../data/json-value.ts";
import { placeIn, taskDescriptor } from "../data/place.ts";
import { transform } from "../data/transform.ts";
import { withVariables } from "../flow/environment.ts";
import type { Frame, ListOutcome, TaskWork } from "../interpreter.ts";

function nameOf(value: Json | undefined, fallback: string): string {
  return typeof value === "string" && value !== "" ? value.replace(/^\$/, "") : fallback;
}

/** The result for one event: of the list, then `foreach.output.as`; `foreach.export.as` sets the context. */
export async function consumeForEach(work: TaskWork, event: Json, index: number, frame?: Frame): Promise<ListOutcome> {
  const { definition } = work;
  return iterate(
    work,
    definition["foreach"] ?? member(definition["listen"], "foreach"),
    "foreach",
    event,
    index,
    frame,
  );
}

/** The same for an iterator at another place of the task; `path` leads there from the task. */
export async function iterate(
  work: TaskWork,
  foreach: Json | undefined,
  path: string,
  event: Json,
  index: number,
  frame?: Frame,
): Promise<ListOutcome> {
  const { env, execution } = work;
  if (foreach === undefined || foreach === null) return { type: "done", output: event, exited: false };
  const variables = {
    [nameOf(member(foreach, "item"), "item")]: event,
    [nameOf(member(foreach, "at"), "index")]: index,
  };
  const inside = {
    ...withVariables(env, variables),
    iteration: [...env.iteration, index],
    trail: `${env.trail}/${index}`,
  };
  const list = member(foreach, "do") ?? [];
  const outcome = await env.run.runList(inside, `${execution.task}/${path}/do`, list, event, frame);
  if (outcome.type !== "done") return outcome;
  const parts = { reference: execution.task, taskInput: work.input, task: () => taskDescriptor(work) };
  const output = transform(
    env,
    member(member(foreach, "output"), "as"),
    placeIn(inside, { ...parts, input: outcome.output }),
    "foreach.output.as",
    outcome.output,
  );
  const place = placeIn(inside, { ...parts, input: output, output });
  env.run.context = transform(
    env,
    member(member(foreach, "export"), "as"),
    place,
    "foreach.export.as",
    env.run.context,
  );
  return { type: "done", output, exited: outcome.exited };
}
