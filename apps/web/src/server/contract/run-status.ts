// The states of a run, as a zod enumeration that must stay equal to the run protocol's type.

import type { RunStatus } from "@ironweave/schema/run";
import { z } from "zod";

const STATUSES = [
  "pending",
  "running",
  "suspended",
  "completed",
  "faulted",
  "cancelled",
] as const satisfies readonly RunStatus[];

export const runStatus = z.enum(STATUSES);
