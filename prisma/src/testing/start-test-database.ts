// A real PostgreSQL for tests, on a free port, with every migration applied. Used by the tests of other packages too.
// Each call is a server of its own, so tests share nothing; stopping it removes the folder.

import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../../scripts/stack/postgres.ts";
import { migrate } from "../migrate.ts";

/** A running test server. `ownerUrl` may do everything; `url` is the application's role, held by row-level security. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly ownerUrl: string;
  stop(): Promise<void>;
}

/** Starts a server and migrates it. @default options.migrate true */
export async function startTestDatabase(options: { readonly migrate?: boolean } = {}): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "ironweave-db-"));
  // PostgreSQL does not run as root; the user that it runs as must be able to pass.
  chmodSync(folder, 0o755);
  const server = await startPostgres({
    stateFolder: folder,
    logFile: join(folder, "postgres.log"),
    progress: () => undefined,
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = options.migrate === false ? server.url : (await migrate(server.url)).appUrl;
    return { url, ownerUrl: server.url, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
