// Who is on a workflow, and how new its texts are. Inputs are strict, as everywhere.

import { z } from "zod";
import { entityId, headRef } from "./workflow-contract.ts";

export const announceInput = z.strictObject({
  id: entityId,
  /** The window; made by it. */
  client: entityId,
  /** Reference of the selected task in the caller's text. */
  selected: z.string().max(2_000).optional(),
  /** True where the caller's text differs from the one that it comes from. */
  unpublished: z.boolean(),
  /** The window is closing. @default false */
  leaving: z.boolean().optional(),
});

/** Somebody else, over all their windows. */
export const person = z.object({
  userId: z.string(),
  name: z.string(),
  selected: z.array(z.string()),
  unpublished: z.boolean(),
});

/** The whole of it each time: a message that was lost is made good by the next. */
export const people = z.object({
  people: z.array(person),
  head: headRef,
  /** Revision of the caller's own draft; 0 where there is none. */
  draftRevision: z.int(),
});

export type AnnounceInput = z.infer<typeof announceInput>;
export type Person = z.infer<typeof person>;
export type People = z.infer<typeof people>;
