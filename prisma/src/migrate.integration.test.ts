// Migrations at start: once, together, and never over a history that is not ours.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase, migrate, MigrationError, UnsafeRoleError } from "./index.ts";
import { startTestDatabase } from "./testing/start-test-database.ts";
import type { TestDatabase } from "./testing/start-test-database.ts";

let server: TestDatabase;
let folder: string;

beforeAll(async () => {
  server = await startTestDatabase({ migrate: false });
  folder = mkdtempSync(join(tmpdir(), "ironweave-migrations-"));
  cpSync(join(import.meta.dirname, "..", "migrations"), folder, { recursive: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server?.stop();
});

async function query(sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: server.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test("[U1] three starts at once apply each migration exactly once, and a further one nothing", async () => {
  const all = await Promise.all([1, 2, 3].map(() => migrate(server.ownerUrl)));
  const counts = all.map(({ applied }) => applied.length).sort((x, y) => x - y);
  expect(counts).toEqual([0, 0, expect.any(Number)]);
  expect(counts.at(-1)).toBeGreaterThanOrEqual(3);
  expect((await migrate(server.ownerUrl)).applied).toEqual([]);
  expect(
    await query("select count(*)::int as n, count(distinct migration_name)::int as d from _prisma_migrations"),
  ).toEqual([{ n: counts.at(-1), d: counts.at(-1) }]);
});

test("the application's connection is safe, and the owner's is refused", async () => {
  const { appUrl } = await migrate(server.ownerUrl);
  await using app = createDatabase({ url: appUrl });
  await expect(app.assertSafeRole()).resolves.toBeUndefined();
  await using owner = createDatabase({ url: server.ownerUrl });
  await expect(owner.assertSafeRole()).rejects.toThrow(UnsafeRoleError);
});

test("a migration that fails is rolled back as a whole and says its name", async () => {
  mkdirSync(join(folder, "29990101000000_broken"));
  const file = join(folder, "29990101000000_broken", "migration.sql");
  writeFileSync(file, "create table half (n int); select * from missing;");
  await expect(migrate(server.ownerUrl, folder)).rejects.toThrow(/29990101000000_broken failed.*missing/u);
  expect(await query("select to_regclass('half') as half")).toEqual([{ half: null }]);
  writeFileSync(file, "select 1;");
  expect((await migrate(server.ownerUrl, folder)).applied).toEqual(["29990101000000_broken"]);
});

test("a changed migration and one of a newer version stop the start", async () => {
  await expect(migrate(server.ownerUrl)).rejects.toThrow(MigrationError);
  await expect(migrate(server.ownerUrl)).rejects.toThrow(/used by a newer one/u);
  writeFileSync(join(folder, "29990101000000_broken", "migration.sql"), "select 2;");
  await expect(migrate(server.ownerUrl, folder)).rejects.toThrow(/changed after it was applied/u);
});
