// Sessions and API tokens are random texts; the database keeps only their SHA-256, so a copy of it lets no one in.

import { createHash, randomBytes } from "node:crypto";

/** A new secret of 256 bits in base64url. */
export function newCredential(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in lower-case hexadecimal. The input is random, so no slow hash is needed. */
export function credentialHash(credential: string): string {
  return createHash("sha256").update(credential).digest("hex");
}
