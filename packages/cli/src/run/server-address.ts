// Where the server is, and with which token: the environment, else what `npm start` left in the checkout.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../usage-error.ts";

export interface ServerAddress {
  /** Without a trailing slash. */
  readonly url: string;
  readonly token: string;
  /** The state folder of the installation on this machine; undefined where the environment names the server. */
  readonly stateFolder?: string;
}

/** Throws `UsageError` where there is neither; `command` is who asks. */
export async function findServer(command: "run" | "event" = "run"): Promise<ServerAddress> {
  const { IRONWEAVE_URL: url, IRONWEAVE_TOKEN: token } = process.env;
  const local = url === undefined || token === undefined ? await readLocal() : undefined;
  const address = { url: url ?? local?.url, token: token ?? (url === undefined ? local?.token : undefined) };
  if (address.url === undefined) {
    const orLocal = command === "run" ? ", or use --local" : "";
    throw new UsageError(
      `no server is known: start one with npm start, or set IRONWEAVE_URL and IRONWEAVE_TOKEN${orLocal}`,
    );
  }
  if (address.token === undefined) throw new UsageError(`no token for ${address.url}: set IRONWEAVE_TOKEN`);
  if (!URL.canParse(address.url)) throw new UsageError(`IRONWEAVE_URL is not an address: ${address.url}`);
  const place = url === undefined && local?.stateFolder !== undefined ? { stateFolder: local.stateFolder } : {};
  return { url: address.url.replace(/\/+$/u, ""), token: address.token, ...place };
}

/** `.ironweave/cli.json` of the working folder, of those above it, or of the checkout this command belongs to. */
async function readLocal(): Promise<Partial<ServerAddress> | undefined> {
  const folders = [...ancestors(process.cwd()), ...ancestors(import.meta.dirname)];
  for (const folder of folders) {
    const text = await readFile(join(folder, ".ironweave", "cli.json"), "utf8").catch(() => undefined);
    if (text !== undefined) {
      return { ...(JSON.parse(text) as Partial<ServerAddress>), stateFolder: join(folder, ".ironweave") };
    }
  }
  return undefined;
}

function* ancestors(from: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder;
    if (folder === dirname(folder)) return;
  }
}
