// Inputs and outputs of everything about workflows: tRPC, REST and the OpenAPI document all read these schemas.
// Inputs are strict: an unknown key is an error, so nothing can be assigned by surprise. Times are ISO 8601 in UTC.

import { z } from "zod";
import { runStatus } from "./run-status.ts";

export const entityId = z.uuid();
/** Its size is checked in bytes by `assertDefinitionSize`, and by the edge before anything is parsed. */
export const definitionText = z.string();

export const listWorkflowsInput = z.strictObject({
  namespace: z.string().max(63).optional(),
  search: z.string().max(200).optional(),
});
export const workflowIdInput = z.strictObject({ id: entityId });
export const createWorkflowInput = z.strictObject({ text: definitionText });
/** A common text of the workflow: what a draft comes from. */
const commonText = { revision: z.int().min(0), text: definitionText };
export const saveDraftInput = z.strictObject({
  id: entityId,
  text: definitionText,
  /** Revision of the caller's own draft that the text was written on; 0 where there was none. */
  baseRevision: z.int().min(0),
  /** The common text that the draft comes from, where it is another than before. */
  base: z.strictObject(commonText).optional(),
});
export const saveVersionInput = z.strictObject({
  id: entityId,
  text: definitionText,
  note: z.string().max(2_000).optional(),
  /** Revision of the common text that the text comes from; refused where it has changed since. @default not asked */
  baseRevision: z.int().min(0).optional(),
});
export const versionIdInput = z.strictObject({ versionId: entityId });

export const versionRef = z.object({ id: z.string(), number: z.int() });
/** The caller's own; where there is none yet it is the common text, at revision 0. */
export const draft = z.object({
  text: z.string(),
  revision: z.int(),
  updatedAt: z.iso.datetime(),
  /** The common text that it comes from. */
  base: z.object(commonText),
});
/** The common text of a workflow: what everybody's draft begins with. */
export const headRef = z.object({
  /** Grows by one each time the text changes. */
  revision: z.int(),
  /** The version that it is, and who saved it; missing while nothing was saved. */
  version: z.int().optional(),
  author: z.string().optional(),
});
export const workflowHead = headRef.extend({ text: z.string() });

export const workflowSummary = z.object({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  title: z.string().optional(),
  updatedAt: z.iso.datetime(),
  latestVersion: versionRef.optional(),
  /** The kinds of schedules that start it by itself: every, cron, after, on. */
  schedules: z.array(z.string()),
  lastRun: z.object({ id: z.string(), status: runStatus, startedAt: z.iso.datetime() }).optional(),
});

export const workflowDetail = z.object({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  draft,
  head: headRef,
  latestVersion: versionRef.optional(),
});

export const savedDraft = z.object({ revision: z.int(), updatedAt: z.iso.datetime() });

export const versionSummary = z.object({
  id: z.string(),
  workflowId: z.string(),
  number: z.int(),
  /** Lower-case hexadecimal SHA-256 of the text's UTF-8 bytes. */
  hash: z.string(),
  note: z.string().optional(),
  author: z.string().optional(),
  createdAt: z.iso.datetime(),
});
export const versionDetail = versionSummary.extend({ text: z.string() });
/** `created` is false where the latest version already had this text. */
export const savedVersion = versionSummary.extend({
  created: z.boolean(),
  /** Revision of the workflow's common text after it. */
  headRevision: z.int(),
});

export type ListWorkflowsInput = z.infer<typeof listWorkflowsInput>;
export type SaveDraftInput = z.infer<typeof saveDraftInput>;
export type SaveVersionInput = z.infer<typeof saveVersionInput>;
export type Draft = z.infer<typeof draft>;
export type HeadRef = z.infer<typeof headRef>;
export type WorkflowHead = z.infer<typeof workflowHead>;
export type SavedDraft = z.infer<typeof savedDraft>;
export type WorkflowSummary = z.infer<typeof workflowSummary>;
export type WorkflowDetail = z.infer<typeof workflowDetail>;
export type VersionSummary = z.infer<typeof versionSummary>;
export type VersionDetail = z.infer<typeof versionDetail>;
export type SavedVersion = z.infer<typeof savedVersion>;

/** `created` is true where the workflow is new, `version.created` where the version is. */
export const upsertedWorkflow = z.object({
  id: z.string(),
  namespace: z.string(),
  name: z.string(),
  created: z.boolean(),
  version: savedVersion,
});
export type UpsertedWorkflow = z.infer<typeof upsertedWorkflow>;
