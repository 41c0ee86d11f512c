// `emit`: publishes a CloudEvent; the output is the event itself (ruling 3). What the author leaves out of the required
// context attributes (id, specversion, time) is filled in.

import { evaluateTemplate } from "../data/evaluate.ts";
import { isoInstant } from "../data/instant.ts";
import { isJsonObject, member } from "../data/json-value.ts";
import { placeOf } from "../data/place.ts";
import { standardFault } from "../errors/workflow-fault.ts";
import { throwIfCancelled } from "../flow/environment.ts";
import type { TaskSemantics } from "../interpreter.ts";

export const emitTask: TaskSemantics<"emit"> = {
  kind: "emit",
  async run(work) {
    const { run, host } = work.env;
    const declared = member(member(work.definition["emit"], "event"), "with");
    if (!isJsonObject(declared)) throw standardFault("configuration", "emit.event.with must be an object");
    const attributes = evaluateTemplate(run.programs, declared, placeOf(work), "emit.event.with", { mode: run.mode });
    if (!isJsonObject(attributes)) throw standardFault("configuration", "emit.event.with must be an object");
    for (const name of ["source", "type"]) {
      if (typeof attributes[name] !== "string" || attributes[name] === "") {
        throw standardFault("configuration", `emit.event.with.${name} must be a text that is not empty`);
      }
    }
    const event = {
      specversion: "1.0",
      id: attributes["id"] ?? host.uuid(),
      time: attributes["time"] ?? isoInstant(host.now()),
      ...attributes,
    };
    throwIfCancelled(work.env);
    await host.publish(event);
    return { type: "done", output: event };
  },
};
