// What starts workflows by itself. Thin: each procedure names its permission, its schemas and its service.

import { z } from "zod";
import * as contract from "../contract/schedule-contract.ts";
import { workflowIdInput } from "../contract/workflow-contract.ts";
import { backfillSchedule } from "../services/backfill-schedule.ts";
import { listSchedules } from "../services/list-schedules.ts";
import { updateSchedule } from "../services/update-schedule.ts";
import { procedure, router } from "../trpc.ts";

export const scheduleRouter = router({
  list: procedure("schedule.read")
    .input(workflowIdInput)
    .output(z.array(contract.scheduleDetail))
    .query(({ ctx, input }) => listSchedules(ctx.deps, ctx.actor, input.id)),

  update: procedure("schedule.write")
    .input(contract.updateScheduleInput)
    .output(contract.scheduleDetail)
    .mutation(({ ctx, input }) => updateSchedule(ctx.deps, ctx.actor, input)),

  backfill: procedure("schedule.write")
    .input(contract.backfillInput)
    .output(contract.backfilled)
    .mutation(({ ctx, input }) => backfillSchedule(ctx.deps, ctx.actor, input)),
});
