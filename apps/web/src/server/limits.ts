// Every limit of the API in one place: its name is its error code, its number stands here, its sentence in docs/errors/web.md.
// Checked at the edge, before a body is parsed.

/** Bytes and counts. `…Bytes` are UTF-8 bytes, `…Ms` milliseconds. */
export const LIMITS = {
  /** Text of a workflow; beyond it `definition_too_large` (413). */
  definitionBytes: 1_048_576,
  /** Input of a run, and any payload; beyond it `payload_too_large` (413). */
  inputBytes: 16 * 1_048_576,
  /** Any other request body; beyond it `body_too_large` (413). */
  bodyBytes: 65_536,
  /** Nesting of JSON in a request; beyond it `invalid_input`. */
  jsonDepth: 200,
  /** Length of `Idempotency-Key`; beyond it `invalid_input`. */
  idempotencyKeyLength: 200,
  /** Events of one batch, and bytes of one request with events; beyond them `too_many_events`, `payload_too_large` (413). */
  eventBatch: 100,
  eventRequestBytes: 4 * 1_048_576,
  /** How long an event that nobody waited for is kept for a run that begins to listen. */
  eventBufferMs: 300_000,
  /** Events, messages to receivers and outcomes of schedules are kept so long; an event that comes again later is new. */
  eventRetentionMs: 30 * 86_400_000,
  /** Events that wait for others to start a run together: how long, how many groups of one workflow, how many events of one group. */
  eventGroupMs: 7 * 86_400_000,
  eventGroups: 10_000,
  eventGroupSize: 1_000,
  /** Receivers of one tenant; beyond it `too_many_webhooks`. */
  webhooks: 100,
  /** How often a receiver is tried; then the delivery is dead. */
  webhookAttempts: 10,
  /** Time that a receiver has to answer. */
  webhookMs: 10_000,
  /** Messages that one receiver is sent at the same time. */
  webhookConcurrency: 4,
  /** Shortest interval of `schedule.every`; below it the schedule tells its problem and starts nothing. */
  scheduleIntervalMs: 1_000,
  /** Missed times that a schedule starts at most in one pass, where it catches up with all. */
  scheduleCatchUp: 1_000,
  /** Times of one backfill; beyond it `backfill_too_large`. */
  scheduleBackfill: 1_000,
  /** Rows of a list that has no pages. */
  listRows: 1_000,
  /** Rows of one page of a list. */
  pageRows: 100,
  /** Events of one page. */
  pageEvents: 1_000,
  /** Events without their data of one page. */
  pageHeads: 20_000,
  /** Entries of a log, each up to 64 KiB of lines, of one page. */
  pageLog: 100,
  /** Longest `?wait=` of a start, in seconds. */
  waitSeconds: 60,
  /** Time that a request waits for the database or the engine; beyond it `unavailable` (503). */
  dependencyMs: 2_000,
  /** Wrong passwords for one account or from one address in `loginWindowMs`; beyond it `too_many_attempts` (429). */
  loginAttemptsOfAddress: 10,
  loginAttemptsOfAccount: 100,
  loginWindowMs: 60_000,
  /** Life of a session. */
  sessionMs: 30 * 24 * 3_600_000,
  /** How long somebody is shown on a workflow after the last word from their window; it says so every third of it. */
  presenceMs: 45_000,
  /** Windows of one person on one workflow that are shown; beyond it the one heard of longest ago goes. */
  presenceWindows: 10,
  /** Shortest pause between two messages about who is on a workflow. */
  presencePauseMs: 400,
  /** Pause between heartbeats of an event stream. */
  heartbeatMs: 15_000,
  /** A stream checks its caller's rights again after so long. */
  reauthorizeMs: 4_000,
  /** Open event streams of one tenant; beyond it `too_many_streams` (429). */
  streamsPerTenant: 500,
} as const;
