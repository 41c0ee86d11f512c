// Variables: whose they are, and what concurrent and repeated writes do.
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, newId, readVariable, writeVariable } from "./index.ts";
import type { Database } from "./index.ts";
import { seedRun } from "./testing/seed-run.ts";
import { startTestDatabase } from "./testing/start-test-database.ts";
import type { TestDatabase } from "./testing/start-test-database.ts";

let server: TestDatabase;
let db: Database;
const a = newId();
const b = newId();
let runOfA: string;
let runOfB: string;

beforeAll(async () => {
  server = await startTestDatabase();
  db = createDatabase({ url: server.url });
  runOfA = (await seedRun(db, a)).runId;
  runOfB = (await seedRun(db, b)).runId;
});

afterAll(async () => {
  await db?.close();
  await server?.stop();
});

test("a value is read back as it was written, in its own scope, key and tenant only", async () => {
  const name = { tenantId: a, runId: runOfA, scope: "workflow", key: "k" } as const;
  const value = { text: "é\u0000", list: [1, null, { __proto__: 2 }], big: 1e300 };
  expect(await writeVariable(db, name, value, { idempotencyKey: "1" })).toMatchObject({ status: "written" });
  expect((await readVariable(db, name))?.value).toEqual(value);
  expect(await readVariable(db, { ...name, scope: "namespace" })).toBeUndefined();
  expect(await readVariable(db, { ...name, scope: "instance" })).toBeUndefined();
  expect(await readVariable(db, { ...name, key: "K" })).toBeUndefined();
  expect(await readVariable(db, { ...name, tenantId: b, runId: runOfB })).toBeUndefined();
  await expect(readVariable(db, { ...name, tenantId: b })).rejects.toThrow(/No record was found/u);
});

test("a write with a version that is no longer there changes nothing", async () => {
  const name = { tenantId: a, runId: runOfA, scope: "namespace", key: "counter" } as const;
  const first = await writeVariable(db, name, 1, { ifVersion: 0, idempotencyKey: "1" });
  expect(await writeVariable(db, name, 2, { ifVersion: 0, idempotencyKey: "2" })).toEqual({
    status: "conflict",
    version: first.status === "written" ? first.version : -1,
  });
  const { version } = (await readVariable(db, name)) ?? { version: -1 };
  const second = await writeVariable(db, name, 2, { ifVersion: version, idempotencyKey: "3" });
  expect(second).toMatchObject({ status: "written" });
  await writeVariable(db, name, undefined, { idempotencyKey: "4" });
  // Neither the first nor the second version comes back with a new value.
  const third = await writeVariable(db, name, 3, { idempotencyKey: "5" });
  expect(third.status === "written" && second.status === "written" && third.version > second.version).toBe(true);
});

test("the same step again writes nothing and has the same answer", async () => {
  const name = { tenantId: a, runId: runOfA, scope: "instance", key: "once" } as const;
  const first = await writeVariable(db, name, "x", { ifVersion: 0, idempotencyKey: "step" });
  expect(await writeVariable(db, name, "x", { ifVersion: 0, idempotencyKey: "step" })).toEqual(first);
  await writeVariable(db, name, undefined, { idempotencyKey: "delete" });
  expect(await writeVariable(db, name, undefined, { ifVersion: 7, idempotencyKey: "delete" })).toEqual({
    status: "written",
    version: 0,
  });
});

test("of twenty writers who all expect nothing to be there, one writes", async () => {
  const name = { tenantId: a, runId: runOfA, scope: "workflow", key: "race" } as const;
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      writeVariable(db, name, index, { ifVersion: 0, idempotencyKey: `writer-${index}` }),
    ),
  );
  expect(answers.filter(({ status }) => status === "written")).toHaveLength(1);
  const winner = answers.findIndex(({ status }) => status === "written");
  expect((await readVariable(db, name))?.value).toBe(winner);
});
