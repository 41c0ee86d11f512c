// Secrets at rest: AES-256-GCM with a fresh nonce for each write; tenant and name are authenticated, so a row that is moved to
// another tenant or name does not open. Values leave only through `getSecret`, into the process that uses them.

import type { Database } from "./database.ts";
import { openText, sealText } from "./sealed-text.ts";
import type { SecretKey } from "./sealed-text.ts";

export interface SecretName {
  readonly tenantId: string;
  readonly name: string;
}

/** Stores the value under its name, replacing an older one. */
export async function putSecret(db: Database, key: SecretKey, secret: SecretName, value: string): Promise<void> {
  const sealed = sealText(key, placeOf(secret), value);
  const { tenantId, name } = secret;
  await db.tenant(tenantId, (tx) =>
    tx.secret.upsert({
      where: { tenantId_name: { tenantId, name } },
      create: { tenantId, name, ...sealed },
      update: { ...sealed, updatedAt: new Date() },
    }),
  );
}

/** The value, or undefined where the tenant has no such secret. @throws SecretUnreadableError */
export async function getSecret(db: Database, key: SecretKey, secret: SecretName): Promise<string | undefined> {
  const { tenantId, name } = secret;
  const row = await db.tenant(tenantId, (tx) => tx.secret.findUnique({ where: { tenantId_name: { tenantId, name } } }));
  return row === null ? undefined : openText(key, placeOf(secret), row, `The secret ${name}`);
}

/** Names of the tenant's secrets, in order. */
export async function listSecretNames(db: Database, tenantId: string): Promise<readonly string[]> {
  const rows = await db.tenant(tenantId, (tx) =>
    tx.secret.findMany({ where: { tenantId }, select: { name: true }, orderBy: { name: "asc" } }),
  );
  return rows.map((row) => row.name);
}

function placeOf({ tenantId, name }: SecretName): readonly string[] {
  return ["ironweave.secret", tenantId.toLowerCase(), name];
}
