// [I2] Row-level security as the second wall: the tables are enumerated from the catalogue, so a new one cannot be forgotten.
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createDatabase,
  MissingTenantError,
  newId,
  secretKeyFrom,
  putSecret,
  putBlob,
  writeVariable,
} from "./index.ts";
import type { Database } from "./index.ts";
import { seedRun } from "./testing/seed-run.ts";
import { startTestDatabase } from "./testing/start-test-database.ts";
import type { TestDatabase } from "./testing/start-test-database.ts";

let server: TestDatabase;
let db: Database;
let owner: Client;
const a = newId();
const b = newId();

beforeAll(async () => {
  server = await startTestDatabase();
  db = createDatabase({ url: server.url });
  owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
  for (const tenantId of [a, b]) {
    const { runId } = await seedRun(db, tenantId);
    const variable = { tenantId, runId, scope: "workflow", key: "k" } as const;
    await writeVariable(db, variable, 1, { idempotencyKey: "-" });
    await putSecret(db, secretKeyFrom(Buffer.alloc(32, 7).toString("base64")), { tenantId, name: "token" }, "hush");
    await putBlob(db, tenantId, Buffer.from("bytes"));
  }
});

afterAll(async () => {
  await owner?.end();
  await db?.close();
  await server?.stop();
});

/** Every table of the schema except Prisma's own bookkeeping. */
async function tables(): Promise<
  readonly { readonly name: string; readonly enabled: boolean; readonly forced: boolean }[]
> {
  const found = await owner.query(`
    select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced, pg_get_userbyid(relowner) as owner
    from pg_catalog.pg_class join pg_catalog.pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'public' and relkind in ('r', 'p') and relname <> '_prisma_migrations' order by relname`);
  expect(found.rows.length).toBeGreaterThanOrEqual(13);
  return found.rows;
}

async function asApp<T>(tenant: string | undefined, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query("begin");
    if (tenant !== undefined) await client.query("select set_config('app.tenant_id', $1, true)", [tenant]);
    return await work(client);
  } finally {
    await client.end();
  }
}

describe("[R4] every table", () => {
  test("has a tenant, and row-level security enabled and forced", async () => {
    for (const table of await tables()) {
      expect(table).toMatchObject({ enabled: true, forced: true });
      const columns = await owner.query(
        "select 1 from information_schema.columns where table_name = $1 and column_name = 'tenant_id' and is_nullable = 'NO'",
        [table.name],
      );
      expect({ table: table.name, tenant: columns.rowCount }).toEqual({ table: table.name, tenant: 1 });
    }
  });

  test("is owned by another role than the application's, which may not pass by row-level security", async () => {
    const role = await owner.query(
      "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'ironweave_app'",
    );
    expect(role.rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    for (const table of await tables()) expect(table).not.toMatchObject({ owner: "ironweave_app" });
  });

  test("[I2] holds rows of both tenants, shows none without a tenant, and a tenant only its own", async () => {
    for (const { name } of await tables()) {
      const count = async (client: Client, where = "true"): Promise<number> =>
        Number(
          (await client.query(`select count(*) as n from ${client.escapeIdentifier(name)} where ${where}`)).rows[0].n,
        );
      const seen = {
        table: name,
        all: (await count(owner)) >= 2,
        none: await asApp(undefined, (client) => count(client)),
        stranger: await asApp(newId(), (client) => count(client)),
        foreign: await asApp(b, (client) => count(client, `tenant_id = '${a}'`)),
        own: (await asApp(a, (client) => count(client))) > 0,
      };
      expect(seen).toEqual({ table: name, all: true, none: 0, stranger: 0, foreign: 0, own: true });
    }
  });

  test("[I2] takes no change of another tenant's rows", async () => {
    for (const { name } of await tables()) {
      for (const sql of [
        `update %I set tenant_id = tenant_id where tenant_id = '${a}'`,
        `delete from %I where tenant_id = '${a}'`,
      ]) {
        const changed = await asApp(b, async (client) => {
          const result = await client.query(sql.replace("%I", client.escapeIdentifier(name))).catch(() => undefined);
          return result?.rowCount ?? 0;
        });
        expect({ name, sql, changed }).toEqual({ name, sql, changed: 0 });
      }
    }
  });

  test("takes no row in another tenant's name", async () => {
    const insert = asApp(b, (client) =>
      client.query("insert into namespace (id, tenant_id, name) values ($1, $2, 'theirs')", [newId(), a]),
    );
    await expect(insert).rejects.toThrow(/row-level security/u);
  });
});

test("[R3] a transaction without a tenant is an error, never a default", async () => {
  await expect(db.tenant("", (tx) => tx.run.count())).rejects.toThrow(MissingTenantError);
  await expect(db.tenant("1 or true", (tx) => tx.run.count())).rejects.toThrow(MissingTenantError);
});

test("the tenant of one transaction is forgotten by the next on the same connection", async () => {
  await using single = createDatabase({ url: server.url, maxConnections: 1 });
  expect(await single.tenant(a, (tx) => tx.run.count())).toBe(1);
  expect(await single.tenant(newId(), (tx) => tx.run.count())).toBe(0);
  const [mine, yours] = await Promise.all([a, b].map((tenant) => single.tenant(tenant, (tx) => tx.run.findMany())));
  expect([mine?.[0]?.tenantId, yours?.[0]?.tenantId]).toEqual([a, b]);
});

test("a login finds accounts by address only, and the reconciler lists tenants only", async () => {
  expect(await db.tenantIds()).toEqual([a, b].sort());
  const found = await db.loginCandidates("owner@example.com");
  expect(found.map((candidate) => candidate.tenantId)).toEqual([a, b]);
  expect(await db.loginCandidates("nobody@example.com")).toEqual([]);
});

test("versions and the audit log cannot be changed, not even by the owner", async () => {
  for (const sql of [
    "update workflow_version set text = 'other'",
    "delete from workflow_version",
    "truncate workflow_version cascade",
    "update audit_event set action = 'other'",
    "delete from audit_event",
    "truncate audit_event",
  ]) {
    await expect(owner.query(sql)).rejects.toThrow(/immutable/u);
  }
});
