// Real message brokers for tests, where they are installed: each in a folder of its own, at a port chosen by the system.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export interface TestBroker {
  readonly port: number;
  stop(): Promise<void>;
}

interface Recipe {
  /** Where Debian has it. */
  readonly program: string;
  readonly advice: string;
  command(port: number, folder: string): { readonly args: readonly string[]; readonly env?: Record<string, string> };
}

const RECIPES = {
  nats: {
    program: "/usr/sbin/nats-server",
    advice: "apt-get install nats-server",
    command: (port) => ({ args: ["-a", "127.0.0.1", "-p", String(port), "--user", "u", "--pass", "p"] }),
  },
  mosquitto: {
    program: "/usr/sbin/mosquitto",
    advice: "apt-get install mosquitto",
    command(port, folder) {
      const file = join(folder, "mosquitto.conf");
      writeFileSync(file, `listener ${String(port)} 127.0.0.1\nallow_anonymous true\n`);
      return { args: ["-c", file] };
    },
  },
  rabbitmq: {
    program: "/usr/lib/rabbitmq/bin/rabbitmq-server",
    advice: "apt-get install rabbitmq-server",
    command(port, folder) {
      const file = join(folder, "rabbitmq.conf");
      writeFileSync(file, `listeners.tcp.1 = 127.0.0.1:${String(port)}\n`);
      mkdirSync(join(folder, "mnesia"));
      return {
        args: [],
        env: {
          HOME: folder,
          RABBITMQ_NODENAME: `iw${String(port)}@localhost`,
          RABBITMQ_CONFIG_FILE: file,
          RABBITMQ_MNESIA_BASE: join(folder, "mnesia"),
          RABBITMQ_LOG_BASE: folder,
          RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "plugins"),
          RABBITMQ_PID_FILE: join(folder, "pid"),
          RABBITMQ_DIST_PORT: String(port + 1),
          ERL_EPMD_PORT: String(port + 2),
        },
      };
    },
  },
} as const satisfies Readonly<Record<string, Recipe>>;

/** Why the broker cannot be started here, if so. */
export function missingBroker(name: keyof typeof RECIPES): string | undefined {
  const { program, advice } = RECIPES[name];
  return existsSync(program) ? undefined : `no ${program} (Debian: ${advice})`;
}

/** Resolves when it takes connections. */
export async function startBroker(name: keyof typeof RECIPES): Promise<TestBroker> {
  const recipe: Recipe = RECIPES[name];
  const folder = mkdtempSync(join(tmpdir(), `iw-${name}-`));
  const port = await freePort();
  const { args, env } = recipe.command(port, folder);
  const child = spawn(recipe.program, args, { stdio: "ignore", detached: true, env: { ...process.env, ...env } });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  for (let waited = 0; waited < 600 && child.exitCode === null && !(await answers(port)); waited++) await delay(100);
  return {
    port,
    async stop() {
      // The group: RabbitMQ is a script that starts a program.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
      await ended;
      // Erlang's name server outlives its nodes; this one is this broker's own.
      if (env?.["ERL_EPMD_PORT"] !== undefined) spawnSync("epmd", ["-kill"], { env: { ...process.env, ...env } });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody has now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether something takes connections there. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => socket.destroy());
    socket.once("error", () => undefined);
    socket.once("close", (failed) => resolve(!failed));
  });
}
