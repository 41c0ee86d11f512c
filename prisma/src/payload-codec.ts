// The claim check: payloads above 256 KiB leave the engine's history as a reference to a blob of the tenant. Used by every
// Temporal client and worker. The tenant is read from the workflow's id, which only the server derives.

import { ApplicationFailure } from "@temporalio/common";
import type { Payload, PayloadCodec } from "@temporalio/common";
import type { Database } from "./database.ts";
import { getBlob, putBlob } from "./payload-blobs.ts";

/** Larger payloads become a reference. */
export const CLAIM_CHECK_BYTES = 256 * 1024;
/** Larger payloads are refused with `payload_too_large`. */
export const MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

const ENCODING = "json/claim-check";
const TENANT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=\/)/iu;

/** What stands in the history. `metadata` is the payload's own, in base64. */
interface Claim {
  readonly tenantId: string;
  readonly sha256: string;
  readonly size: number;
  readonly metadata: Readonly<Record<string, string>>;
}

type Context = Parameters<PayloadCodec["encode"]>[1];

/**
 * The codec over a database. Payloads without a tenant (no context, or a foreign workflow id) pass unchanged.
 * Rejects with the non-retryable failure `payload_too_large` above `MAX_PAYLOAD_BYTES`, `claim_check_lost` where a blob is
 * gone, and `claim_check_foreign` where a reference names another tenant.
 */
export function createPayloadCodec(db: Database): PayloadCodec {
  return {
    encode: (payloads, context) => Promise.all(payloads.map((payload) => checkIn(db, payload, context))),
    decode: (payloads, context) => Promise.all(payloads.map((payload) => checkOut(db, payload, context))),
  };
}

async function checkIn(db: Database, payload: Payload, context: Context): Promise<Payload> {
  const size = payload.data?.length ?? 0;
  if (size > MAX_PAYLOAD_BYTES) {
    const message = `A payload of ${size} bytes is over the limit of ${MAX_PAYLOAD_BYTES}.`;
    throw ApplicationFailure.nonRetryable(message, "payload_too_large");
  }
  const tenantId = tenantOf(context);
  if (tenantId === undefined || payload.data === null || payload.data === undefined || size <= CLAIM_CHECK_BYTES) {
    return payload;
  }
  const sha256 = await putBlob(db, tenantId, payload.data);
  const metadata = Object.fromEntries(
    Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString("base64")]),
  );
  const claim: Claim = { tenantId, sha256, size, metadata };
  return { metadata: { encoding: Buffer.from(ENCODING) }, data: Buffer.from(JSON.stringify(claim)) };
}

async function checkOut(db: Database, payload: Payload, context: Context): Promise<Payload> {
  const encoding = payload.metadata?.["encoding"];
  if (encoding === undefined || Buffer.from(encoding).toString() !== ENCODING) return payload;
  const claim = JSON.parse(Buffer.from(payload.data ?? []).toString()) as Claim;
  const tenantId = tenantOf(context);
  if (tenantId !== undefined && tenantId !== claim.tenantId) {
    throw ApplicationFailure.nonRetryable("A payload refers to another tenant.", "claim_check_foreign");
  }
  const data = await getBlob(db, claim.tenantId, claim.sha256);
  if (data === undefined) throw ApplicationFailure.nonRetryable("A stored payload is gone.", "claim_check_lost");
  const metadata = Object.fromEntries(
    Object.entries(claim.metadata).map(([name, value]) => [name, Buffer.from(value, "base64")]),
  );
  return { metadata, data };
}

function tenantOf(context: Context): string | undefined {
  return TENANT.exec(context?.workflowId ?? "")?.[0];
}
