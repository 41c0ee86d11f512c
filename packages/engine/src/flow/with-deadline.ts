// Work under a deadline (dsl-reference, "Timeout"): when it passes, the work is cancelled and the standard timeout fault 408
// takes its place. Work that suspends keeps its deadline in the frame and meets it again later.

import type { Environment, Frame } from "../interpreter.ts";
import type { WorkflowFault } from "../errors/workflow-fault.ts";
import { recordCancelled } from "../checkpoint/open-executions.ts";
import { openScope, settle } from "./environment.ts";

type Suspendable = { readonly type: "suspended"; readonly frame: Frame } | { readonly type: "done" | "end" };

/** Runs the body; rejects with `expired()` when the deadline (epoch milliseconds) comes first. */
export async function withDeadline<T extends Suspendable>(
  env: Environment,
  deadline: number | undefined,
  body: (env: Environment) => Promise<T>,
  expired: () => WorkflowFault,
): Promise<T> {
  if (deadline === undefined) return body(env);
  const work = openScope(env, body);
  const timer = openScope(env, ({ host }) => host.sleep(Math.max(0, deadline - host.now())));
  const ended = work.result.then(
    () => "ended" as const,
    () => "ended" as const,
  );
  // A timer that is cancelled from outside says nothing: the work is being cancelled too, and decides.
  const rang = timer.result.then(
    () => "rang" as const,
    () => ended,
  );
  const first = await Promise.race([ended, rang]);
  if (first === "ended") {
    timer.cancel();
    await settle(timer);
    return work.result;
  }
  work.cancel();
  const late = await settle(work);
  if (late?.type === "suspended") recordCancelled(env.host, late.frame);
  throw expired();
}
