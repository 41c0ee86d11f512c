// Runs and their events. Thin: each procedure names its permission, its schemas and its service.
import { tracked } from "@trpc/server";
import { z } from "zod";
import { eventId, readEventId } from "../contract/event-id.ts";
import * as contract from "../contract/run-contract.ts";
import { cancelRun } from "../services/cancel-run.ts";
import { followRunEventHeads } from "../services/follow-run-events.ts";
import { getRun } from "../services/get-run.ts";
import { listRuns } from "../services/list-runs.ts";
import { readEngineState } from "../services/read-engine-state.ts";
import { readEvent, readEvents, readFirstHeads } from "../services/read-events.ts";
import { readChildren } from "../services/read-run-family.ts";
import { followRunLog } from "../services/run-log.ts";
import { startRun } from "../services/start-run.ts";
import { procedure, router, trpcErrorOf } from "../trpc.ts";

export const runRouter = router({
  start: procedure("run.start")
    .input(contract.startRunInput)
    .output(contract.startedRun)
    .mutation(({ ctx, input }) => startRun(ctx.deps, ctx.actor, input)),

  /** Newest first; `nextCursor` is there where more follow. */
  list: procedure("run.read")
    .input(contract.listRunsInput)
    .output(contract.runPage)
    .query(({ ctx, input }) => listRuns(ctx.deps, ctx.actor, input)),

  get: procedure("run.read")
    .input(contract.runIdInput)
    .output(contract.runDetail)
    .query(({ ctx, input }) => getRun(ctx.deps, ctx.actor, input.id)),

  events: procedure("run.read")
    .input(contract.runEventsInput)
    .output(contract.runEventPage)
    .query(({ ctx, input }) => readEvents(ctx.deps, ctx.actor, input)),

  /** The first events without their data, with which a page opens; `onEvents` goes on from there. */
  heads: procedure("run.read")
    .input(contract.runIdInput)
    .output(contract.runHeadPage)
    .query(({ ctx, input }) => readFirstHeads(ctx.deps, ctx.actor, input.id)),

  /** One event with its data, which the stream leaves out. */
  event: procedure("run.read")
    .input(contract.runEventInput)
    .output(contract.runEvent)
    .query(({ ctx, input }) => readEvent(ctx.deps, ctx.actor, input)),

  /** Runs that this one has started by `run: workflow`, oldest first. */
  children: procedure("run.read")
    .input(contract.runChildrenInput)
    .output(contract.runChildren)
    .query(({ ctx, input }) => readChildren(ctx.deps, ctx.actor, input)),

  /** Whether runs can go on at present. */
  engine: procedure("run.read")
    .output(contract.engineState)
    .query(({ ctx }) => readEngineState(ctx.deps)),

  cancel: procedure("run.cancel")
    .input(contract.runIdInput)
    .output(z.object({ requested: z.literal(true) }))
    .mutation(({ ctx, input }) => cancelRun(ctx.deps, ctx.actor, input.id)),

  /**
   * Every event after `lastEventId` without its data, each once and in order, in batches; ends after the event that ends
   * the run.
   */
  onEvents: procedure("run.read")
    .input(contract.onRunEventsInput)
    .subscription(async function* onEvents({ ctx, input, signal }) {
      const from = readEventId(input.lastEventId ?? "");
      const position = from === undefined ? { after: 0 } : { after: from.seq, revision: from.revision };
      const stream = { runId: input.id, ...position, signal, reauthorize: ctx.reauthorize };
      try {
        for await (const { events, revision } of followRunEventHeads(ctx.deps, ctx.actor, stream)) {
          yield tracked(eventId({ seq: events.at(-1)?.seq ?? 0, revision }), events);
        }
      } catch (error) {
        // A middleware has returned before the stream is read, so it cannot translate what happens in it.
        throw trpcErrorOf(error);
      }
    }),

  /** Lines that steps write, after `lastEventId`, in the order in which they were stored; ends some seconds after the run. */
  onLog: procedure("run.read")
    .input(contract.onRunLogInput)
    .subscription(async function* onLog({ ctx, input: { id: runId, execution, lastEventId }, signal }) {
      const stream = { runId, execution, after: Number(lastEventId ?? 0), signal, reauthorize: ctx.reauthorize };
      try {
        for await (const entries of followRunLog(ctx.deps, ctx.actor, stream)) {
          yield tracked(String(entries.at(-1)?.seq ?? 0), entries);
        }
      } catch (error) {
        throw trpcErrorOf(error);
      }
    }),
});
