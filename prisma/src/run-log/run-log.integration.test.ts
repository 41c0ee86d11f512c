// The log of a run in a real database.

import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, listenRunEvents, newId, UnknownRunError } from "../index.ts";
import type { Database } from "../index.ts";
import { seedRun } from "../testing/seed-run.ts";
import { startTestDatabase } from "../testing/start-test-database.ts";
import type { TestDatabase } from "../testing/start-test-database.ts";
import { appendRunLog, RUN_LOG_BYTES } from "./append-run-log.ts";
import { readRunLog, runLogTopic } from "./read-run-log.ts";

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

/** What the application may not do: it keeps what was written. */
async function asOwner(sql: string, runId: string): Promise<void> {
  const owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query(sql, [runId]);
  await owner.end();
}

async function emptyRun(): Promise<{ readonly tenantId: string; readonly runId: string }> {
  const { tenantId, runId } = await seedRun(db, newId());
  await asOwner("delete from run_log where run_id = $1", runId);
  return { tenantId, runId };
}

test("lines come back in the order in which they were stored, of all executions or of one", async () => {
  const run = await emptyRun();
  const [a, b] = [newId(), newId()];
  await appendRunLog(db, { ...run, execution: 2, attempt: 1, writer: a, part: 0, lines: ["a1", "a2"] });
  await appendRunLog(db, { ...run, execution: 3, attempt: 1, writer: b, part: 0, lines: ["b1"] });
  await appendRunLog(db, { ...run, execution: 2, attempt: 1, writer: a, part: 1, lines: ["a3"] });
  const shown = async (execution?: number): Promise<unknown> =>
    (await readRunLog(db, { ...run, after: 0, limit: 10, execution })).map(({ at: _at, attempt: _a, ...rest }) => rest);
  expect(await shown()).toEqual([
    { seq: 1, execution: 2, begins: true, lines: ["a1", "a2"] },
    { seq: 2, execution: 3, begins: true, lines: ["b1"] },
    { seq: 3, execution: 2, begins: false, lines: ["a3"] },
  ]);
  expect(await shown(3)).toEqual([{ seq: 2, execution: 3, begins: true, lines: ["b1"] }]);
});

test("a batch that is sent again is stored once", async () => {
  const run = await emptyRun();
  const batch = { ...run, execution: 1, attempt: 1, writer: newId(), part: 0, lines: ["once"] };
  await Promise.all([1, 2, 3, 4].map(() => appendRunLog(db, batch)));
  expect(await readRunLog(db, { ...run, after: 0, limit: 10 })).toHaveLength(1);
});

test("writers at the same time leave no gap and no number twice", async () => {
  const run = await emptyRun();
  const batches = Array.from({ length: 20 }, (_, index) => ({ writer: newId(), lines: [`line ${index}`] }));
  await Promise.all(batches.map((each) => appendRunLog(db, { ...run, execution: 1, attempt: 1, part: 0, ...each })));
  const entries = await readRunLog(db, { ...run, after: 0, limit: 100 });
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test("a run's log ends at its limit with a line that says so", async () => {
  const run = await emptyRun();
  const writer = newId();
  const lines = Array.from({ length: 64 }, () => "x".repeat(RUN_LOG_BYTES / 1_024));
  let full = false;
  for (let part = 0; part < 20 && !full; part += 1) {
    ({ full } = await appendRunLog(db, { ...run, execution: 1, attempt: 1, writer, part, lines }));
  }
  expect(full).toBe(true);
  const more = { ...run, execution: 2, attempt: 1, writer: newId(), part: 0, lines: ["more"] };
  expect(await appendRunLog(db, more)).toEqual({ full: true });
  const last = (await readRunLog(db, { ...run, after: 0, limit: 100 })).at(-1);
  expect(last?.lines.at(-1)).toContain("ends here");
});

test("who listens hears of new lines; a run that is gone takes its lines along and takes no more", async () => {
  const run = await emptyRun();
  await using listener = listenRunEvents(db);
  const heard = Promise.withResolvers<void>();
  listener.subscribe(runLogTopic(run.runId), () => heard.resolve());
  const batch = { ...run, execution: 1, attempt: 1, writer: newId(), part: 0, lines: ["hello"] };
  await appendRunLog(db, batch);
  await heard.promise;
  await asOwner("delete from run where id = $1", run.runId);
  expect(await readRunLog(db, { ...run, after: 0, limit: 10 })).toEqual([]);
  await expect(appendRunLog(db, { ...batch, part: 1 })).rejects.toBeInstanceOf(UnknownRunError);
});
