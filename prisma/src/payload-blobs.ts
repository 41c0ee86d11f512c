// Payloads too large for the engine's history, kept by the hash of their bytes, per tenant.

import { createHash } from "node:crypto";
import type { Database } from "./database.ts";

/** Stores the bytes, once per content, and returns their SHA-256 in lower-case hexadecimal. */
export async function putBlob(db: Database, tenantId: string, bytes: Uint8Array): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await db.tenant(
    tenantId,
    (tx) => tx.$executeRaw`
      insert into payload_blob (tenant_id, sha256, bytes, size)
      values (${tenantId}::uuid, ${sha256}, ${Buffer.from(bytes)}, ${bytes.length}::int) on conflict do nothing`,
  );
  return sha256;
}

/** The bytes, or undefined where this tenant has none with that hash. */
export async function getBlob(db: Database, tenantId: string, sha256: string): Promise<Uint8Array | undefined> {
  const blob = await db.tenant(tenantId, (tx) =>
    tx.payloadBlob.findUnique({ where: { tenantId_sha256: { tenantId, sha256 } }, select: { bytes: true } }),
  );
  return blob?.bytes;
}
