// Brings a database up to date at start, without Prisma's command line, and gives the application's role its password.
// Each migration is one transaction; an advisory lock lets several starts race; the rows in `_prisma_migrations` are those
// that Prisma itself would write. Invariant: a migration that was applied and has changed since stops the start.

import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { APP_ROLE, appRolePassword, appRoleUrl } from "./app-role.ts";

/** Prisma's own lock, so that `prisma migrate deploy` and this runner exclude each other. */
const LOCK = 72_707_369;

export interface Migrated {
  /** Names of the migrations applied by this call, in order. */
  readonly applied: readonly string[];
  /** Connection string of the application's role. */
  readonly appUrl: string;
}

/** Why a database cannot be migrated; the message says how to mend it. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Applies what is missing. @throws MigrationError for a changed or unknown migration, or one that fails */
export async function migrate(ownerUrl: string, folder: string = migrationsFolder()): Promise<Migrated> {
  const migrations = readMigrations(folder);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    const done = await appliedMigrations(client);
    verify(migrations, done);
    const missing = migrations.filter((migration) => !done.has(migration.name));
    for (const migration of missing) await apply(client, migration);
    await enableAppRole(client, ownerUrl);
    return { applied: missing.map((migration) => migration.name), appUrl: appRoleUrl(ownerUrl) };
  } finally {
    await client.end();
  }
}

function migrationsFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), "..", "migrations");
}

function readMigrations(folder: string): readonly Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function appliedMigrations(client: Client): Promise<ReadonlyMap<string, string>> {
  await client.query(`create table if not exists "_prisma_migrations" (
    id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
    logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0)`);
  const rows = await client.query<{ migration_name: string; checksum: string }>(
    `select migration_name, checksum from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`,
  );
  return new Map(rows.rows.map((row) => [row.migration_name, row.checksum]));
}

function verify(migrations: readonly Migration[], done: ReadonlyMap<string, string>): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of done) {
    if (!known.has(name)) {
      throw new MigrationError(
        `The database has the migration ${name}, which this version of Ironweave does not know: it was used by a newer one. Start that version, or restore a backup.`,
      );
    }
    if (known.get(name) !== checksum) {
      throw new MigrationError(
        `The migration ${name} has been changed after it was applied. Restore its file and write a new migration instead.`,
      );
    }
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`The migration ${migration.name} failed and was rolled back: ${reason}`, { cause: error });
  }
}

/** Lets the application's role log in. Left alone where it already can, so that a managed role is not touched. */
async function enableAppRole(client: Client, ownerUrl: string): Promise<void> {
  if (await canLogIn(appRoleUrl(ownerUrl))) return;
  const password = appRolePassword(ownerUrl);
  const secret = password === undefined ? "" : ` password ${client.escapeLiteral(password)}`;
  try {
    await client.query(`alter role ${client.escapeIdentifier(APP_ROLE)} login${secret}`);
  } catch (error) {
    throw new MigrationError(
      `The owner's role may not give ${APP_ROLE} a login. Grant it CREATEROLE, or let an administrator run: alter role ${APP_ROLE} login password '…'.`,
      { cause: error },
    );
  }
}

async function canLogIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
