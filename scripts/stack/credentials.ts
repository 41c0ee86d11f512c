// What is generated once per installation: the owner's login and token, the key of secrets at rest, the demo's tokens,
// and the ports of the demo's emulators, which stored workflows refer to. Invariant: the file is 0600 and never changes
// a value that is there, so the second start has the same login.

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Credentials {
  readonly ownerEmail: string;
  readonly ownerPassword: string;
  /** Bearer token of the public API. */
  readonly ownerToken: string;
  /** 32 bytes, base64. */
  readonly key: string;
  readonly metalToken: string;
  readonly servicenowToken: string;
}

/** Reads the credentials of the state folder; makes those that are missing. */
export function credentials(stateFolder: string): Credentials {
  const file = join(stateFolder, "credentials.json");
  const fresh: Credentials = {
    ownerEmail: "owner@ironweave.local",
    ownerPassword: randomBytes(12).toString("base64url"),
    ownerToken: `iw_${randomBytes(24).toString("base64url")}`,
    key: randomBytes(32).toString("base64"),
    metalToken: randomBytes(18).toString("base64url"),
    servicenowToken: randomBytes(18).toString("base64url"),
  };
  const kept: Partial<Credentials> = existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Credentials>)
    : {};
  const all = { ...fresh, ...kept };
  writePrivateJson(file, all);
  return all;
}

/** Writes JSON to a file that only its owner may read; a reader never sees half of it. */
export function writePrivateJson(file: string, value: unknown): void {
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(beside, file);
}

/** The value in a JSON file of the state folder, or undefined when the file is missing or damaged. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
