// What the steps of a run wrote: a page of it, or all of it as it comes.

import { readRunLog, runLogTopic } from "@ironweave/db";
import type { RunLogEntry } from "@ironweave/db";
import { hasEnded } from "@ironweave/schema/run";
import type { RunStatus } from "@ironweave/schema/run";
import { notFound } from "../api-error.ts";
import type { AppDeps } from "../app-deps.ts";
import type { Actor } from "../auth/actor.ts";
import type { RunLogInput, RunLogPage } from "../contract/run-contract.ts";
import { LIMITS } from "../limits.ts";
import { follow } from "./follow.ts";
import type { Following } from "./follow.ts";

/** How long after a run's end lines may still arrive: those of steps that were cancelled with it. */
const LATE_LINES_MS = 5_000;

export interface FollowRunLog extends Following {
  readonly runId: string;
  /** Entries with a greater number only. */
  readonly after: number;
  /** @default of all executions */
  readonly execution?: number | undefined;
}

/** The next entries. @throws ApiError `not_found` */
export async function readLog(deps: AppDeps, { tenantId }: Actor, input: RunLogInput): Promise<RunLogPage> {
  const { id: runId, after, limit, execution } = input;
  const run = await deps.db.tenant(tenantId, (tx) =>
    tx.run.findFirst({ where: { id: runId, tenantId }, select: { status: true, endedAt: true } }),
  );
  if (run === null) throw notFound("run");
  const entries = await readRunLog(deps.db, { tenantId, runId, after, limit, execution });
  const isOver = hasEnded(run.status as RunStatus) && Date.now() - (run.endedAt?.getTime() ?? 0) > LATE_LINES_MS;
  return {
    entries: entries.map((entry) => ({ ...entry, lines: [...entry.lines] })),
    lastSeq: entries.at(-1)?.seq ?? after,
    done: isOver && entries.length < limit,
  };
}

/** Ends some seconds after the run does. @throws ApiError `not_found`, `too_many_streams`, `unauthenticated` */
export async function* followRunLog(
  deps: AppDeps,
  actor: Actor,
  { runId, after: from, execution, ...following }: FollowRunLog,
): AsyncGenerator<readonly RunLogEntry[], void, undefined> {
  let after = from;
  const look = async () => {
    const page = await readLog(deps, actor, { id: runId, after, limit: LIMITS.pageLog, execution });
    after = page.lastSeq;
    return page.entries.length === 0 ? { done: page.done } : { found: page.entries, done: page.done };
  };
  yield* follow(deps, actor, { ...following, topic: runLogTopic(runId), permission: "run.read" }, look);
}
