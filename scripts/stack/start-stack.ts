// Brings up everything in order and takes it down in the reverse order. The composition of the other modules here.
// Invariant: whatever was started is stopped, also when a later piece fails or the start is interrupted.

import { join } from "node:path";
import { signalGroup } from "./child.ts";
import { credentials, readJson, writePrivateJson } from "./credentials.ts";
import { findTemporal } from "./find-temporal.ts";
import { freePort, freePortFrom, isPortFree } from "./free-port.ts";
import { runScript, startEmulator, startWeb, startWorker } from "./pieces.ts";
import { canConnect, startPostgres } from "./postgres.ts";
import type { Progress } from "./progress.ts";
import type { StateFolders } from "./project.ts";
import type { Instance } from "./single-instance.ts";
import { supervise } from "./supervise.ts";
import type { SuperviseOptions } from "./supervise.ts";
import { isTemporalReady, startTemporal } from "./temporal.ts";
import { buildWeb, isWebBuildStale } from "./web-build.ts";

export interface StackOptions {
  readonly folders: StateFolders;
  readonly progress: Progress;
  readonly instance: Instance;
  /** Port wanted for the page; 0 = any. */
  readonly port: number;
  /** Address that the page listens on. @default 127.0.0.1 */
  readonly host?: string;
}

export interface Stack {
  readonly url: string;
  readonly ownerEmail: string;
  readonly ownerPassword: string;
}

/** Takes down what was started, newest first. */
export interface Teardown {
  stop(): Promise<void>;
  killAll(): void;
}

interface Part {
  stop(): Promise<void>;
  kill(): void;
}

const FIRST_PORTS: Ports = { metal: 4701, servicenow: 4702, http: 4703 };

interface Ports {
  readonly metal: number;
  readonly servicenow: number;
  readonly http: number;
}

/** Creates the list of what to take down before anything starts, so that an interrupt finds it. */
export function createStack(options: StackOptions): Teardown & { start(): Promise<Stack> } {
  const parts: Part[] = [];
  let stopping = false;
  const { folders, progress, instance } = options;

  const add = async (name: string, start: SuperviseOptions["start"]): Promise<void> => {
    if (stopping) throw new Error("stopped while starting");
    const supervised = await supervise({
      name,
      start,
      say: progress.say,
      onStart: (pid) => instance.addChild(pid, name),
    });
    parts.push(supervised);
    if (stopping) await supervised.stop();
  };

  const start = async (): Promise<Stack> => {
    const own = credentials(folders.root);
    let building: number | undefined;
    const endBuild = (): void => {
      if (building !== undefined) signalGroup(building, "SIGKILL");
    };
    parts.push({ stop: () => Promise.resolve(endBuild()), kill: endBuild });
    const build = isWebBuildStale()
      ? progress.step("building the page for production (only when its sources changed)", () =>
          buildWeb({
            logFile: join(folders.logs, "web-build.log"),
            onStart: (pid) => {
              instance.addChild(pid, "web-build");
              building = pid;
            },
            onWait: (pid) => progress.say(`process ${pid} is building the page; waiting for it`),
          }).finally(() => {
            building = undefined;
          }),
        )
      : Promise.resolve();
    // A failure of the build is reported where it is awaited; until then it must not count as unhandled.
    build.catch(() => undefined);

    const databaseUrl = await database(options, add);
    const temporalAddress = await temporal(options, add);
    const port = await freePortFrom(options.port);
    if (options.port !== 0 && port !== options.port) {
      progress.say(`port ${options.port} is in use by another program; the page takes ${port} instead`);
    }
    const url = `http://localhost:${port}`;
    const ports = await emulatorPorts(folders.root, options.port === 0);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      IRONWEAVE_URL: url,
      IRONWEAVE_STATE: folders.root,
      IRONWEAVE_KEY: own.key,
      IRONWEAVE_EGRESS_ALLOW: [
        process.env["IRONWEAVE_EGRESS_ALLOW"],
        `127.0.0.1:${ports.metal}`,
        `127.0.0.1:${ports.servicenow}`,
        `127.0.0.1:${ports.http}`,
      ]
        .filter(Boolean)
        .join(","),
      IRONWEAVE_OWNER_EMAIL: own.ownerEmail,
      IRONWEAVE_OWNER_PASSWORD: own.ownerPassword,
      IRONWEAVE_OWNER_TOKEN: own.ownerToken,
      IRONWEAVE_METAL_URL: `http://127.0.0.1:${ports.metal}`,
      IRONWEAVE_METAL_TOKEN: own.metalToken,
      IRONWEAVE_SERVICENOW_URL: `http://127.0.0.1:${ports.servicenow}`,
      IRONWEAVE_SERVICENOW_TOKEN: own.servicenowToken,
      IRONWEAVE_HTTP_URL: `http://127.0.0.1:${ports.http}`,
    };
    const piece = { logs: folders.logs, env };

    await progress.step("migrating the database", async () => {
      const { migrate } = await import("@ironweave/db");
      // From here on everyone is the application's role: the owner would pass by row-level security.
      env["DATABASE_URL"] = (await migrate(databaseUrl)).appUrl;
    });
    await progress.step("filling in the demo", () => runScript("seed", "apps/web/scripts/seed.ts", piece));
    await progress.step("starting the demo's emulators", () =>
      Promise.all([
        add("metal", () => startEmulator("metal", { ...piece, port: ports.metal, token: own.metalToken })),
        add("servicenow", () =>
          startEmulator("servicenow", { ...piece, port: ports.servicenow, token: own.servicenowToken }),
        ),
        add("http", () => startEmulator("http", { ...piece, port: ports.http })),
      ]),
    );
    const healthPort = await freePort();
    await progress.step("starting the worker", () => add("worker", () => startWorker({ ...piece, healthPort })));
    await build;
    const host = options.host ?? "127.0.0.1";
    await progress.step("starting the page", () => add("web", () => startWeb({ ...piece, host, port })));
    instance.setUrl(url);
    writePrivateJson(join(folders.root, "cli.json"), { url, token: own.ownerToken });
    return { url, ownerEmail: own.ownerEmail, ownerPassword: own.ownerPassword };
  };

  return {
    start,
    stop: async () => {
      stopping = true;
      // One after the other, newest first: the page before the worker, the worker before what it works on.
      for (let part = parts.pop(); part !== undefined; part = parts.pop()) await part.stop();
    },
    killAll: () => {
      stopping = true;
      for (const part of parts) part.kill();
    },
  };
}

type Add = (name: string, start: SuperviseOptions["start"]) => Promise<void>;

async function database({ folders, progress }: StackOptions, add: Add): Promise<string> {
  const given = process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") {
    if (await canConnect(given)) return given;
    throw new Error(
      "The database that DATABASE_URL names cannot be reached. Start it, correct the variable, or unset it.",
    );
  }
  return progress.step("starting PostgreSQL", async () => {
    let url = "";
    let port: number | undefined;
    await add("postgres", async () => {
      const postgres = await startPostgres({
        stateFolder: folders.root,
        logFile: join(folders.logs, "postgres.log"),
        progress: progress.say,
        ...(port === undefined ? {} : { port }),
      });
      url = postgres.url;
      // A restart must listen where the others look for it.
      port = Number(new URL(url).port);
      // For tools beside the installation: the data may lie outside of the state folder.
      writePrivateJson(join(folders.root, "postgres.json"), { port });
      return postgres.child;
    });
    return url;
  });
}

async function temporal({ folders, progress }: StackOptions, add: Add): Promise<string> {
  const given = process.env["TEMPORAL_ADDRESS"];
  if (given !== undefined && given !== "") {
    if (await isTemporalReady(given, process.env["TEMPORAL_NAMESPACE"])) return given;
    throw new Error(
      `The Temporal server at TEMPORAL_ADDRESS=${given} does not answer. Start it, correct the variable, or unset it.`,
    );
  }
  const program = await progress.step("looking for Temporal", () =>
    findTemporal({ binFolder: folders.bin, progress: progress.say }),
  );
  return progress.step("starting Temporal", async () => {
    const port = await freePort();
    await add("temporal", async () => {
      const server = await startTemporal({
        program,
        port,
        databaseFile: join(folders.root, "temporal.db"),
        logFile: join(folders.logs, "temporal.log"),
      });
      return server.child;
    });
    return `127.0.0.1:${port}`;
  });
}

/**
 * The emulators' ports of the last start where they are still free, since stored workflows hold their addresses; at first
 * the same on every machine, so that documentation can name them. `anyPort` takes free ones: several stacks run at once.
 */
async function emulatorPorts(root: string, anyPort: boolean): Promise<Ports> {
  const file = join(root, "ports.json");
  const kept = (readJson(file) ?? {}) as Partial<Ports>;
  const port = async (name: keyof Ports): Promise<number> => {
    const known = kept[name];
    if (known !== undefined && (await isPortFree(known))) return known;
    return anyPort ? freePort() : freePortFrom(FIRST_PORTS[name], 0);
  };
  const ports = { metal: await port("metal"), servicenow: await port("servicenow"), http: await port("http") };
  writePrivateJson(file, ports);
  return ports;
}
