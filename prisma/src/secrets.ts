// Secrets at rest: AES-256-GCM with a fresh nonce for each write; tenant and name are authenticated, so a row that is moved to
// another tenant or name does not open. Values leave only through `getSecret`, into the process that uses them.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Database } from "./database.ts";

const TAG_BYTES = 16;

/** A key of 32 bytes and its id, which is stored beside what it seals. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** A stored secret cannot be opened: another key sealed it, or the row was tampered with. Never holds the value. */
export class SecretUnreadableError extends Error {
  override readonly name = "SecretUnreadableError";
}

/** The key in a base64 text of 32 bytes, e.g. `IRONWEAVE_KEY`. @throws RangeError for another length */
export function secretKeyFrom(base64: string): SecretKey {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 32) throw new RangeError("The key of secrets must be 32 bytes in base64.");
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 16), bytes };
}

export interface SecretName {
  readonly tenantId: string;
  readonly name: string;
}

/** Stores the value under its name, replacing an older one. */
export async function putSecret(db: Database, key: SecretKey, secret: SecretName, value: string): Promise<void> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  cipher.setAAD(associatedData(secret));
  const ciphertext = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const { tenantId, name } = secret;
  await db.tenant(tenantId, (tx) =>
    tx.secret.upsert({
      where: { tenantId_name: { tenantId, name } },
      create: { tenantId, name, keyId: key.id, nonce, ciphertext },
      update: { keyId: key.id, nonce, ciphertext, updatedAt: new Date() },
    }),
  );
}

/** The value, or undefined where the tenant has no such secret. @throws SecretUnreadableError */
export async function getSecret(db: Database, key: SecretKey, secret: SecretName): Promise<string | undefined> {
  const { tenantId, name } = secret;
  const row = await db.tenant(tenantId, (tx) => tx.secret.findUnique({ where: { tenantId_name: { tenantId, name } } }));
  if (row === null) return undefined;
  if (row.keyId !== key.id) {
    throw new SecretUnreadableError(`The secret ${name} was sealed with the key ${row.keyId}, and this is ${key.id}.`);
  }
  const sealed = Buffer.from(row.ciphertext);
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, row.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(secret));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SecretUnreadableError(`The secret ${name} does not open; its row has been changed.`, { cause });
  }
}

/** Names of the tenant's secrets, in order. */
export async function listSecretNames(db: Database, tenantId: string): Promise<readonly string[]> {
  const rows = await db.tenant(tenantId, (tx) =>
    tx.secret.findMany({ where: { tenantId }, select: { name: true }, orderBy: { name: "asc" } }),
  );
  return rows.map((row) => row.name);
}

function associatedData({ tenantId, name }: SecretName): Buffer {
  return Buffer.from(JSON.stringify(["ironweave.secret", tenantId.toLowerCase(), name]));
}
