// The journal of a run: stored once, in any order; read without gaps; woken also after a lost connection.
import { headOf } from "@ironweave/schema/run";
import type { RunEvent, RunEventBody } from "@ironweave/schema/run";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, newId } from "../index.ts";
import type { Database } from "../index.ts";
import { seedRun } from "../testing/seed-run.ts";
import type { SeededRun } from "../testing/seed-run.ts";
import { startTestDatabase } from "../testing/start-test-database.ts";
import type { TestDatabase } from "../testing/start-test-database.ts";
import { appendRunEvents, UnknownRunError } from "./append-run-events.ts";
import { listenRunEvents } from "./listen-run-events.ts";
import { readRunEventHeads } from "./read-run-event-heads.ts";
import { missingSeqs, readRunEvent, readRunEvents } from "./read-run-events.ts";

let server: TestDatabase;
let db: Database;

beforeAll(async () => {
  server = await startTestDatabase();
  db = createDatabase({ url: server.url });
});
afterAll(async () => {
  await db?.close();
  await server?.stop();
});

const seed = (): Promise<SeededRun> => seedRun(db, newId());

function events(first: number, bodies: readonly RunEventBody[]): readonly RunEvent[] {
  return bodies.map((body, index) => ({ ...body, seq: first + index, at: 1_000 + first + index }));
}

function runRow({ tenantId, runId }: SeededRun) {
  return db.tenant(tenantId, (tx) => tx.run.findUniqueOrThrow({ where: { id: runId } }));
}

/** Anything JSON can say, a string that PostgreSQL's own strings cannot hold, and keys out of order. */
const OUTPUT = { z: ["\u0000", "\ud800", "é😀"], a: { b: null, n: 1e300 } };

describe("appendRunEvents", () => {
  test("stores each number once, whatever is repeated or overlaps, and gives bodies back unchanged", async () => {
    const run = await seed();
    const batch = events(2, [
      { type: "workflow.suspended" },
      { type: "workflow.resumed" },
      { type: "workflow.completed", output: OUTPUT },
    ]);
    const counts = [batch.slice(0, 2), batch, batch].map((part) => appendRunEvents(db, { ...run, events: part }));
    expect((await Promise.all(counts)).reduce((sum, { stored }) => sum + stored, 0)).toBe(3);
    const read = await readRunEvents(db, { ...run, after: 1, limit: 100 });
    expect(read).toEqual(batch);
    expect(JSON.stringify(read.at(-1))).toContain('"output":{"z"');
  });

  test("lets the row follow the greatest number, in whatever order batches come", async () => {
    const run = await seed();
    const error = { type: "https://serverlessworkflow.io/spec/1.0.0/errors/runtime", status: 500, detail: "no" };
    const all = events(1, [
      { type: "workflow.started", input: {}, dsl: "1.0.2", engine: "0.1.0" },
      { type: "workflow.suspended" },
      { type: "workflow.resumed" },
      { type: "workflow.faulted", error },
    ]);
    await appendRunEvents(db, { ...run, events: all.slice(3) });
    expect(await runRow(run)).toMatchObject({ status: "faulted", statusSeq: 4, lastSeq: 4, error });
    await appendRunEvents(db, { ...run, events: all.slice(0, 3) });
    expect(await runRow(run)).toMatchObject({
      status: "faulted",
      statusSeq: 4,
      lastSeq: 4,
      startState: "started",
      startedAt: new Date(1_000),
      endedAt: new Date(1_004),
      error,
    });
  });

  /** What a task sends that is executed at this time: the same numbers, other times. */
  const at = (time: number, first: number, bodies: readonly RunEventBody[]): readonly RunEvent[] =>
    bodies.map((body, index) => ({ ...body, seq: first + index, at: time }));
  const suspended: RunEventBody = { type: "workflow.suspended" };
  const resumed: RunEventBody = { type: "workflow.resumed" };
  const journalOf = async (run: SeededRun) =>
    (await readRunEvents(db, { ...run, after: 1, limit: 100 })).map(
      (event) => `${event.seq} ${event.type} ${event.at}`,
    );

  test("a task executed again replaces what its first execution wrote, also what lies behind", async () => {
    const run = await seed();
    await appendRunEvents(db, { ...run, events: at(5_000, 2, [suspended, resumed, suspended, resumed]) });
    const again = await appendRunEvents(db, { ...run, events: at(6_000, 2, [suspended, suspended]) });
    expect({ again, journal: await journalOf(run), row: await runRow(run) }).toMatchObject({
      again: { stored: 2, stale: false },
      journal: ["2 workflow.suspended 6000", "3 workflow.suspended 6000"],
      row: { lastSeq: 3, status: "suspended", statusSeq: 3, journalRevision: 1 },
    });
  });

  test("what comes late from an execution that was given up changes nothing, unless it is sealed", async () => {
    const run = await seed();
    await appendRunEvents(db, { ...run, events: at(6_000, 2, [suspended]) });
    const late = [
      await appendRunEvents(db, { ...run, events: at(5_000, 2, [resumed]) }),
      await appendRunEvents(db, { ...run, events: at(5_000, 3, [resumed]) }),
    ];
    expect({ late, journal: await journalOf(run) }).toEqual({
      late: [
        { stored: 0, stale: false },
        { stored: 0, stale: true },
      ],
      journal: ["2 workflow.suspended 6000"],
    });
    await appendRunEvents(db, { ...run, events: at(5_000, 2, [resumed, suspended]), sealed: true });
    expect(await journalOf(run)).toEqual(["2 workflow.resumed 5000", "3 workflow.suspended 5000"]);
  });

  test("the event that ended a run is the last word, and who says otherwise is told it", async () => {
    const run = await seed();
    const end: RunEventBody = { type: "workflow.completed", output: OUTPUT };
    await appendRunEvents(db, { ...run, events: at(5_000, 2, [suspended, end]), sealed: true });
    const otherwise = at(6_000, 2, [resumed, resumed, { type: "workflow.cancelled" }]);
    const same = at(6_000, 2, [suspended, end]);
    const [contradicted, repeated] = [
      await appendRunEvents(db, { ...run, events: otherwise, sealed: true }),
      await appendRunEvents(db, { ...run, events: same, sealed: true }),
    ];
    expect({ contradicted, repeated, journal: await journalOf(run) }).toEqual({
      contradicted: { stored: 0, stale: false, endedBy: at(5_000, 3, [end])[0] },
      repeated: { stored: 0, stale: false },
      journal: ["2 workflow.suspended 5000", "3 workflow.completed 5000"],
    });
    const change = db.tenant(
      run.tenantId,
      (tx) => tx.$executeRaw`delete from run_event where run_id = ${run.runId}::uuid`,
    );
    await expect(change).rejects.toThrow(/immutable/);
  });

  test("refuses a run that the tenant does not have", async () => {
    const [run, other] = [await seed(), await seed()];
    const batch = { tenantId: other.tenantId, runId: run.runId, events: events(2, [{ type: "workflow.cancelled" }]) };
    await expect(appendRunEvents(db, batch)).rejects.toThrow(UnknownRunError);
    expect(await runRow(run)).toMatchObject({ status: "running", lastSeq: 1 });
  });
});

describe("readRunEvents", () => {
  test("stops before a gap, goes on when it is filled, and names what is missing", async () => {
    const run = await seed();
    const resumed: RunEventBody = { type: "workflow.resumed" };
    await appendRunEvents(db, { ...run, events: [...events(2, [resumed]), ...events(4, [resumed, resumed])] });
    const seqs = async (acrossGaps = false) =>
      (await readRunEvents(db, { ...run, after: 0, limit: 100, acrossGaps })).map((event) => event.seq);
    expect([await seqs(), await seqs(true)]).toEqual([
      [1, 2],
      [1, 2, 4, 5],
    ]);
    expect(await missingSeqs(db, { ...run, upTo: 7 })).toEqual([3, 6, 7]);
    await appendRunEvents(db, { ...run, events: events(3, [resumed]) });
    expect(await seqs()).toEqual([1, 2, 3, 4, 5]);
  });

  test("shows nothing of another tenant's run", async () => {
    const [run, other] = [await seed(), await seed()];
    expect(await readRunEvents(db, { tenantId: other.tenantId, runId: run.runId, after: 0, limit: 10 })).toEqual([]);
  });
});

describe("readRunEventHeads", () => {
  const place = { task: "/do/0/a", name: "a\u0000é", execution: 1, iteration: [2], attempt: 1 };
  const error = { type: "about:blank", status: 500, title: "no", detail: "\u0000".repeat(600) };
  const bodies: readonly RunEventBody[] = [
    { type: "task.started", input: OUTPUT, ...place },
    { type: "task.completed", output: { ...OUTPUT, large: "x".repeat(5_000) }, ...place },
    { type: "task.faulted", error, ...place },
  ];

  test("gives each event without its data, whether it is large or small, and stops before a gap", async () => {
    const run = await seed();
    const stored = events(2, bodies);
    await appendRunEvents(db, { ...run, events: [...stored, ...events(6, [{ type: "workflow.cancelled" }])] });
    expect(await readRunEventHeads(db, { ...run, after: 1, limit: 100 })).toEqual(stored.map(headOf));
    const across = await readRunEventHeads(db, { ...run, after: 4, limit: 100, acrossGaps: true });
    expect(across.map((event) => event.seq)).toEqual([6]);
    expect(await readRunEvent(db, { ...run, seq: 3 })).toEqual(stored[1]);
    expect(await readRunEvent(db, { ...run, seq: 5 })).toBeUndefined();
  });

  test("of a large event reads the head, not the body", async () => {
    const run = await seed();
    await appendRunEvents(db, { ...run, events: events(2, bodies) });
    const rows = await db.tenant(
      run.tenantId,
      (tx) => tx.$queryRaw<{ seq: number; length: number | null }[]>`
        select seq, length(head::text) as length from run_event where run_id = ${run.runId}::uuid order by seq`,
    );
    expect(rows.map(({ seq, length }) => [seq, length === null ? "body" : length < 4_000])).toEqual([
      [1, "body"],
      [2, "body"],
      [3, true],
      [4, true],
    ]);
  });

  test("follows an event that was replaced", async () => {
    const run = await seed();
    const large = (at: number, fill: string): RunEvent => ({
      ...place,
      type: "task.completed",
      output: fill.repeat(1_000),
      name: fill,
      seq: 2,
      at,
    });
    await appendRunEvents(db, { ...run, events: [large(1_001, "old")] });
    await appendRunEvents(db, { ...run, events: [large(1_002, "new")], sealed: true });
    expect(await readRunEventHeads(db, { ...run, after: 1, limit: 10 })).toEqual([headOf(large(1_002, "new"))]);
  });

  test("shows nothing of another tenant's run", async () => {
    const [run, other] = [await seed(), await seed()];
    const range = { tenantId: other.tenantId, runId: run.runId, after: 0, limit: 10 };
    expect(await readRunEventHeads(db, range)).toEqual([]);
    expect(await readRunEvent(db, { tenantId: other.tenantId, runId: run.runId, seq: 1 })).toBeUndefined();
  });
});

describe("listenRunEvents", () => {
  /** Resolves at the next wake of the run. */
  const nextWake = (listener: ReturnType<typeof listenRunEvents>, runId: string): Promise<void> =>
    new Promise((resolve) => {
      const stop = listener.subscribe(runId, () => {
        stop();
        resolve();
      });
    });

  test("wakes who waits for a run, and again after its connection was killed", async () => {
    const run = await seed();
    await using listener = listenRunEvents(db);
    await expect.poll(() => listener.isConnected()).toBe(true);
    let wake = nextWake(listener, run.runId);
    await appendRunEvents(db, { ...run, events: events(2, [{ type: "workflow.suspended" }]) });
    await wake;

    const owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const killed = await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen run_event%'",
    );
    expect(killed.rowCount).toBe(1);
    await owner.end();
    await expect.poll(() => listener.isConnected()).toBe(false);
    await expect.poll(() => listener.isConnected(), { timeout: 10_000 }).toBe(true);
    wake = nextWake(listener, run.runId);
    await appendRunEvents(db, { ...run, events: events(3, [{ type: "workflow.resumed" }]) });
    await wake;
  });
});
