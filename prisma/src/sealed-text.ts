// Texts sealed at rest: AES-256-GCM with a fresh nonce for each, and the place where it stands authenticated with it, so that a
// row that is moved to another place does not open.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const TAG_BYTES = 16;

/** A key of 32 bytes and its id, which is stored beside what it seals. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What was sealed cannot be opened: another key sealed it, or the row was tampered with. Never holds the value. */
export class SecretUnreadableError extends Error {
  override readonly name = "SecretUnreadableError";
}

/** The key in a base64 text of 32 bytes, e.g. `IRONWEAVE_KEY`. @throws RangeError for another length */
export function secretKeyFrom(base64: string): SecretKey {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 32) throw new RangeError("The key of secrets must be 32 bytes in base64.");
  return { id: createHash("sha256").update(bytes).digest("hex").slice(0, 16), bytes };
}

/** The three columns of a sealed text. */
export interface SealedText {
  readonly keyId: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/** Seals the value for its place, e.g. `["ironweave.secret", tenant, name]`. */
export function sealText(key: SecretKey, place: readonly string[], value: string): SealedText {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce);
  cipher.setAAD(Buffer.from(JSON.stringify(place)));
  const ciphertext = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return { keyId: key.id, nonce, ciphertext };
}

/** The value. `what` names it in the error. @throws SecretUnreadableError */
export function openText(key: SecretKey, place: readonly string[], sealed: SealedText, what: string): string {
  if (sealed.keyId !== key.id) {
    throw new SecretUnreadableError(`${what} was sealed with the key ${sealed.keyId}, and this is ${key.id}.`);
  }
  const bytes = Buffer.from(sealed.ciphertext);
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, sealed.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(JSON.stringify(place)));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new SecretUnreadableError(`${what} does not open; its row has been changed.`, { cause });
  }
}
