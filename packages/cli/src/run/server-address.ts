// Where the server is, and with which token: the environment, else what `npm start` left in the checkout.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../usage-error.ts";

export interface ServerAddress {
  /** Without a trailing slash. */
  readonly url: string;
  readonly token: string;
}

/** Throws `UsageError` where there is neither. */
export async function findServer(): Promise<ServerAddress> {
  const { IRONWEAVE_URL: url, IRONWEAVE_TOKEN: token } = process.env;
  const local = url === undefined || token === undefined ? await readLocal() : undefined;
  const address = { url: url ?? local?.url, token: token ?? (url === undefined ? local?.token : undefined) };
  if (address.url === undefined)
    throw new UsageError(
      "no server is known: start one with npm start, set IRONWEAVE_URL and IRONWEAVE_TOKEN, or use --local",
    );
  if (address.token === undefined) throw new UsageError(`no token for ${address.url}: set IRONWEAVE_TOKEN`);
  if (!URL.canParse(address.url)) throw new UsageError(`IRONWEAVE_URL is not an address: ${address.url}`);
  return { url: address.url.replace(/\/+$/u, ""), token: address.token };
}

/** `.ironweave/cli.json` of the working folder, of those above it, or of the checkout this command belongs to. */
async function readLocal(): Promise<Partial<ServerAddress> | undefined> {
  const folders = [...ancestors(process.cwd()), ...ancestors(import.meta.dirname)];
  for (const folder of folders) {
    const text = await readFile(join(folder, ".ironweave", "cli.json"), "utf8").catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as Partial<ServerAddress>;
  }
  return undefined;
}

function* ancestors(from: string): Generator<string> {
  for (let folder = from; ; folder = dirname(folder)) {
    yield folder;
    if (folder === dirname(folder)) return;
  }
}
