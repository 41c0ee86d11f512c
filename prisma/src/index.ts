// The database of Ironweave: migrations, the tenant-scoped client, the journal of runs, blobs, secrets and the audit log.
export { APP_ROLE, appRoleUrl } from "./app-role.ts";
export { migrate, MigrationError } from "./migrate.ts";
export type { Migrated } from "./migrate.ts";
export { createDatabase, MissingTenantError, UnsafeRoleError } from "./database.ts";
export type { CredentialOwner, Database, DatabaseOptions, LoginCandidate, TenantTransaction } from "./database.ts";
export {
  isDatabaseUnavailable,
  isForeignKeyViolation,
  isUnstorableText,
  isUniqueViolation,
} from "./database-errors.ts";
export type { Prisma } from "../generated/client.ts";
export { newId } from "./new-id.ts";
export { appendRunEvents, appendRunEventsWithin, UnknownRunError } from "./journal/append-run-events.ts";
export type { AppendedRunEvents, RunEventBatch } from "./journal/append-run-events.ts";
export { missingSeqs, readRunEvent, readRunEvents } from "./journal/read-run-events.ts";
export { readRunEventHeads } from "./journal/read-run-event-heads.ts";
export type { RunEventRange } from "./journal/read-run-events.ts";
export { listenRunEvents } from "./journal/listen-run-events.ts";
export type { RunEventListener } from "./journal/listen-run-events.ts";
export { appendRunLog } from "./run-log/append-run-log.ts";
export type { RunLogBatch } from "./run-log/append-run-log.ts";
export { readRunLog, runLogTopic } from "./run-log/read-run-log.ts";
export type { RunLogEntry, RunLogRange } from "./run-log/read-run-log.ts";
export { getBlob, putBlob } from "./payload-blobs.ts";
export { CLAIM_CHECK_BYTES, createPayloadCodec, MAX_PAYLOAD_BYTES } from "./payload-codec.ts";
export { getSecret, listSecretNames, putSecret } from "./secrets.ts";
export { openText, sealText, secretKeyFrom, SecretUnreadableError } from "./sealed-text.ts";
export { MAX_START_DEPTH } from "./start-depth.ts";
export { storeRunInput } from "./store-run-input.ts";
export type { SecretKey } from "./sealed-text.ts";
export type { SecretName } from "./secrets.ts";
export { findBrokenAudit, writeAudit } from "./audit.ts";
export type { AuditEntry } from "./audit.ts";
export { EVENT_TOPIC, notifyEvents, storeEvents, storeEventsWithin } from "./events/store-events.ts";
export type { StoredEvent } from "./events/store-events.ts";
export { announceSubscription, removeSubscription, speaksOfLifecycle } from "./events/subscriptions.ts";
export type { EventSubscriptionRow } from "./events/subscriptions.ts";
export { notifySchedules, SCHEDULE_TOPIC } from "./events/schedule-topic.ts";
export { LIFECYCLE_TOPIC, notifyLifecycle } from "./events/lifecycle-topic.ts";
export { readVariable, writeVariable } from "./variables.ts";
export type { VariableName, VariableWrite, VariableWritten } from "./variables.ts";
export { notifyWorkflow, workflowTopic } from "./workflow-topic.ts";
