// `ironweave emulator`: a stand-in for an outside system, until Ctrl-C.

import { once } from "node:events";
import { parseArgs } from "node:util";
import { startHttpFixture, startMetalEmulator, startServiceNowEmulator } from "@ironweave/emulators";
import { oneOf } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

const START = {
  metal: startMetalEmulator,
  servicenow: startServiceNowEmulator,
  http: startHttpFixture,
} as const;

/** Prints the address when it is ready; exit code 0 when it is stopped. */
export async function emulatorCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { port: { type: "string", default: "0" }, host: { type: "string" }, token: { type: "string" } },
  });
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new UsageError("name one emulator: metal, servicenow or http");
  const name = oneOf(["metal", "servicenow", "http"], given, "the emulator");
  const port = portOf(values.port);
  // The environment is for who starts it with a token that `ps` must not show.
  const token = values.token ?? process.env["IRONWEAVE_EMULATOR_TOKEN"];
  const options = {
    port,
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(token === undefined ? {} : { token }),
  };
  const emulator = await START[name](options).catch((error: unknown) => {
    throw new UsageError(portProblem(error, port));
  });
  await terminal.out(`${name} emulator at ${emulator.url}\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await emulator.close();
  return 0;
}

function portOf(text: string): number {
  const port = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  if (!(port >= 0 && port <= 65_535))
    throw new UsageError(`--port is a number from 0 to 65535, not ${JSON.stringify(text)}`);
  return port;
}

function portProblem(error: unknown, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `port ${port} is in use; choose another with --port, or leave it out`;
  if (code === "EACCES") return `port ${port} may not be opened; choose one above 1023`;
  return `the emulator does not start: ${error instanceof Error ? error.message : String(error)}`;
}
