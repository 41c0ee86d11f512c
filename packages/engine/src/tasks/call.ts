// `call`: a built-in protocol, a function of `use.functions`, or one of a catalog (rulings 17 and dsl-reference, "Call").
// Protocols and catalog functions are actions of the host. A function of the document is a task that runs with `with` as input.

import type { Json } from "@ironweave/jq";
import { evaluateTemplate } from "../data/evaluate.ts";
import { isJsonObject, member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import type { Frame, TaskSemantics, TaskWork, WorkOutcome } from "../interpreter.ts";
import { escapePointer } from "../flow/run-list.ts";
import { callAction } from "./call-action.ts";
import { callAsyncapi } from "./call-asyncapi.ts";

const PROTOCOLS = ["http", "openapi", "grpc", "asyncapi", "mcp", "a2a"];
const DEFAULT_CATALOG = "default";
const CATALOGED = /^([^:@/]+):([^@]+)@(.+)$/;

async function callFunction(
  work: TaskWork,
  reference: string,
  definition: Json,
  name: string,
  frame: Frame | undefined,
): Promise<WorkOutcome> {
  const { env } = work;
  const { values, programs, mode, runTask } = env.run;
  const input =
    frame === undefined
      ? evaluateTemplate(programs, work.definition["with"] ?? {}, placeOf(work), "with", { mode })
      : values.load(frame["input"]);
  const inner = isJsonObject(frame?.["task"]) ? frame["task"] : undefined;
  // A function sees its arguments and `$context`, not the loop variables of its caller.
  const outcome = await runTask(
    { ...env, variables: {}, trail: `${env.trail}<${work.execution.task}` },
    { reference, name, definition },
    input,
    inner,
  );
  if (outcome.type === "suspended") {
    const saved = { input: values.save(input), task: outcome.frame };
    const isOwn = definition === named(work, name);
    return { type: "suspended", frame: isOwn ? saved : { ...saved, function: values.save(definition) } };
  }
  if (outcome.type === "end" || outcome.next === "end") return { type: "end", output: outcome.output };
  return { type: "done", output: outcome.output };
}

function named(work: TaskWork, name: string): Json | undefined {
  return member(member(work.env.run.use, "functions"), name);
}

/** A function kept elsewhere: the host's `catalog` action reads its definition. */
async function callCataloged(work: TaskWork, name: string, frame: Frame | undefined): Promise<WorkOutcome> {
  const [, fn = name, version, catalog] = CATALOGED.exec(name) ?? [];
  const declared = catalog === undefined ? undefined : member(member(work.env.run.use, "catalogs"), catalog);
  if (catalog !== undefined && declared === undefined) {
    throw standardFault("configuration", `catalog ${catalog} is not defined in use.catalogs`);
  }
  const saved = frame?.["function"];
  const { resources, values } = work.env.run;
  const read = (): Promise<Json> =>
    callAction(work, "catalog", {
      function: fn,
      ...(version === undefined ? {} : { version }),
      ...(isJsonObject(declared) ? declared : {}),
    });
  // One text of a function for the whole run.
  const definition = saved === undefined ? await resources.get(`function ${name}`, read) : values.load(saved);
  return callFunction(work, `${work.execution.task}/call`, definition, fn, frame);
}

export const callTask: TaskSemantics<"call"> = {
  kind: "call",
  async run(work, frame): Promise<WorkOutcome> {
    const name = work.definition["call"];
    if (typeof name !== "string") throw standardFault("configuration", "call must be the name of a function");
    const declared = work.definition["with"] ?? {};
    const definition = named(work, name);
    if (definition !== undefined)
      return callFunction(work, `/use/functions/${escapePointer(name)}`, definition, name, frame);
    const [, fn, , catalog] = CATALOGED.exec(name) ?? [];
    // A document may put a catalog of its own in the default one's place.
    const isOurs = catalog === DEFAULT_CATALOG && member(work.env.run.use["catalogs"], DEFAULT_CATALOG) === undefined;
    const action = PROTOCOLS.includes(name) ? name : isOurs ? fn : undefined;
    if (action !== undefined) {
      if (!isJsonObject(declared)) throw standardFault("configuration", "with must be an object");
      if (action === "asyncapi") return callAsyncapi(work, declared, frame);
      return { type: "done", output: await callAction(work, action, declared) };
    }
    if (catalog !== undefined || /^https?:\/\//.test(name)) return callCataloged(work, name, frame);
    throw standardFault(
      "configuration",
      `function ${name} is neither built in nor defined in use.functions; a catalog's is called name:version@catalog`,
    );
  },
};
