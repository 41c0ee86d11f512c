// Keeps events for an installation of this machine that is not running: a file in its state folder, which it takes in when it
// starts (the server's start-spool.ts). The file is on the disk, whole, before this says so.

import { randomUUID } from "node:crypto";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { JsonObject } from "@ironweave/jq";

/** Writes the events; resolves with the file's path. `token` says on whose behalf they are. */
export async function spoolEvents(stateFolder: string, token: string, events: readonly JsonObject[]): Promise<string> {
  const folder = join(stateFolder, "spool");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${String(Date.now()).padStart(15, "0")}-${randomUUID()}`;
  const part = join(folder, `${name}.part`);
  const file = await open(part, "wx", 0o600);
  try {
    await file.writeFile(JSON.stringify({ token, events }));
    await file.sync();
  } finally {
    await file.close();
  }
  const path = join(folder, `${name}.json`);
  await rename(part, path);
  const directory = await open(folder, "r");
  await directory.sync().finally(() => directory.close());
  return path;
}
