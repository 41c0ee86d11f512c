// `log`: a line in the run's log. What it gives is the message, which is how the journal comes to have it.

import { readObject } from "../arguments.ts";
import type { Action } from "../define-action.ts";
import { LOG_DESCRIPTOR } from "./log-descriptor.ts";

export const logAction: Action = {
  descriptor: LOG_DESCRIPTOR,
  async run(args, context) {
    const message = readObject(args, "log")["message"] ?? null;
    context.log(typeof message === "string" ? message : JSON.stringify(message));
    return message;
  },
};
