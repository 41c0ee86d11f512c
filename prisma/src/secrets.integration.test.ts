// [E2] Secrets at rest, the audit chain and the claim check: what a copy of the database, or a change in it, gives away.
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  createDatabase,
  createPayloadCodec,
  findBrokenAudit,
  getSecret,
  listSecretNames,
  MAX_PAYLOAD_BYTES,
} from "./index.ts";
import { newId, putSecret, secretKeyFrom, SecretUnreadableError, writeAudit } from "./index.ts";
import type { Database } from "./index.ts";
import { seedRun } from "./testing/seed-run.ts";
import { startTestDatabase } from "./testing/start-test-database.ts";
import type { TestDatabase } from "./testing/start-test-database.ts";

let server: TestDatabase;
let db: Database;
let owner: Client;
const a = newId();
const b = newId();
const key = secretKeyFrom(Buffer.alloc(32, 1).toString("base64"));
const CANARY = "canary-6c1f2a-é\u0000";

beforeAll(async () => {
  server = await startTestDatabase();
  db = createDatabase({ url: server.url });
  for (const tenantId of [a, b]) await seedRun(db, tenantId);
  owner = new Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await db?.close();
  await server?.stop();
});

describe("[E2] a secret", () => {
  test("comes back as it was, is replaced by the next, and its row has no trace of it", async () => {
    const secret = { tenantId: a, name: "token" };
    await putSecret(db, key, secret, "first");
    await putSecret(db, key, secret, CANARY);
    expect(await getSecret(db, key, secret)).toBe(CANARY);
    expect(await getSecret(db, key, { tenantId: b, name: "token" })).toBeUndefined();
    expect([await listSecretNames(db, a), await listSecretNames(db, b)]).toEqual([["token"], []]);
    const { rows } = await owner.query("select ciphertext, nonce, key_id from secret");
    expect(Buffer.concat([rows[0].ciphertext, rows[0].nonce]).includes(Buffer.from("canary"))).toBe(false);
  });

  test("does not open for another tenant, another name, another key, or after a change of one bit", async () => {
    await putSecret(db, key, { tenantId: a, name: "moved" }, CANARY);
    const read = () => getSecret(db, key, { tenantId: b, name: "stolen" });
    await owner.query("update secret set tenant_id = $1, name = 'stolen' where name = 'moved'", [b]);
    await expect(read()).rejects.toThrow(SecretUnreadableError);

    const other = secretKeyFrom(Buffer.alloc(32, 2).toString("base64"));
    await expect(getSecret(db, other, { tenantId: a, name: "token" })).rejects.toThrow(SecretUnreadableError);
    await owner.query(
      "update secret set ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1) where name = 'token'",
    );
    const failed = await getSecret(db, key, { tenantId: a, name: "token" }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(SecretUnreadableError);
    expect(String(failed)).not.toContain("canary");
  });

  test("a key of another length is refused", () => {
    expect(() => secretKeyFrom("c2hvcnQ=")).toThrow(RangeError);
  });
});

describe("[L6] the audit chain", () => {
  test("holds under concurrent writers, and shows a change and a gap that got past the triggers", async () => {
    const entry = (action: string) =>
      db.tenant(a, (tx) => writeAudit(tx, { tenantId: a, action, target: "x", detail: { é: "\u0000" } }));
    await Promise.all(Array.from({ length: 20 }, (_, index) => entry(`act-${index}`)));
    expect(await findBrokenAudit(db, a)).toBeUndefined();
    await owner.query("alter table audit_event disable trigger all");
    await owner.query("update audit_event set action = 'harmless' where tenant_id = $1 and seq = 5", [a]);
    expect(await findBrokenAudit(db, a)).toBe(5);
    await owner.query("delete from audit_event where tenant_id = $1 and seq <= 5", [a]);
    expect(await findBrokenAudit(db, a)).toBe(6);
    await owner.query("alter table audit_event enable trigger all");
    expect(await findBrokenAudit(db, b)).toBeUndefined();
  });
});

describe("[B1] the claim check", () => {
  const context = (tenantId: string) =>
    ({ type: "workflow", namespace: "default", workflowId: `${tenantId}/${newId()}` }) as const;
  const payload = (bytes: number) => ({
    metadata: { encoding: Buffer.from("json/plain") },
    data: new Uint8Array(bytes).fill(7),
  });

  test("leaves small payloads alone and brings large ones back byte for byte", async () => {
    const codec = createPayloadCodec(db);
    const payloads = [payload(10), payload(300_000), payload(5 * 1_048_576), { metadata: {}, data: null }];
    const encoded = await codec.encode(payloads, context(a));
    expect(encoded.map(({ data }) => (data?.length ?? 0) < 1_000)).toEqual([true, true, true, true]);
    expect(encoded[0]).toBe(payloads[0]);
    const decoded = await codec.decode(encoded, context(a));
    for (const [index, { metadata, data }] of decoded.entries()) {
      expect(Buffer.compare(Buffer.from(data ?? []), Buffer.from(payloads[index]?.data ?? []))).toBe(0);
      expect(Object.keys(metadata ?? {})).toEqual(Object.keys(payloads[index]?.metadata ?? {}));
    }
  });

  test("passes what has no tenant, refuses another tenant's reference, and says what is too large", async () => {
    const codec = createPayloadCodec(db);
    const large = [payload(300_000)];
    expect(await codec.encode(large)).toEqual(large);
    const encoded = await codec.encode(large, context(a));
    await expect(codec.decode(encoded, context(b))).rejects.toMatchObject({
      type: "claim_check_foreign",
      nonRetryable: true,
    });
    const over = codec.encode([payload(MAX_PAYLOAD_BYTES + 1)], context(a));
    await expect(over).rejects.toMatchObject({ type: "payload_too_large", nonRetryable: true });
  });
});
