// The `ironweave` command: finds the subcommand and runs it. Each is loaded only when it is called, so that starting is cheap.

import { commandHelp, generalHelp } from "./help.ts";
import type { CommandName } from "./help.ts";
import { terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Runs a subcommand; resolves with the process's exit code. */
export type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: { readonly [N in CommandName]: () => Promise<Command> } = {
  validate: async () => (await import("./commands/validate.ts")).validateCommand,
  upgrade: async () => (await import("./commands/upgrade.ts")).upgradeCommand,
  graph: async () => (await import("./commands/graph.ts")).graphCommand,
  effects: async () => (await import("./commands/effects.ts")).effectsCommand,
  diff: async () => (await import("./commands/diff.ts")).diffCommand,
  run: async () => (await import("./commands/run.ts")).runCommand,
  event: async () => (await import("./commands/event.ts")).eventCommand,
  test: async () => (await import("./commands/test.ts")).testCommand,
  jq: async () => (await import("./commands/jq.ts")).jqCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  emulator: async () => (await import("./commands/emulator.ts")).emulatorCommand,
};

/** Runs the command line without `node` and the script; resolves with the exit code: 0 fine, 1 a negative result, 2 usage. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === "--help" || name === "-h" || name === "help") return await help(rest, name);
    if (name === "--version" || name === "-v") return await version();
    if (!isCommand(name)) throw new UsageError(`there is no command ${JSON.stringify(name)}; see ironweave --help`);
    if (asksForHelp(name, rest)) return await help([name], "help");
    const command = await COMMANDS[name]();
    return await command(rest);
  } catch (error) {
    if (isBrokenPipe(error)) return 0;
    const isUsage = error instanceof UsageError || isParseArgsError(error);
    const message = error instanceof Error ? error.message : String(error);
    terminal.err(
      isUsage ? `ironweave: ${message}\n` : `ironweave: internal error, please report it: ${stackOf(error)}\n`,
    );
    return 2;
  }
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** `-h` anywhere before `--`; for jq, whose arguments are programs, only first. */
function asksForHelp(name: CommandName, args: readonly string[]): boolean {
  const end = args.indexOf("--");
  const own = end === -1 ? args : args.slice(0, end);
  return name === "jq" ? own[0] === "--help" || own[0] === "-h" : own.includes("--help") || own.includes("-h");
}

async function help([topic]: readonly string[], asked: string | undefined): Promise<number> {
  if (topic !== undefined && !isCommand(topic))
    throw new UsageError(`there is no command ${JSON.stringify(topic)}; see ironweave --help`);
  const text = topic === undefined ? generalHelp() : commandHelp(topic);
  if (asked === undefined) {
    terminal.err(text);
    return 2;
  }
  await terminal.out(text);
  return 0;
}

async function version(): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  const { version: own } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  await terminal.out(`ironweave ${own}\n`);
  return 0;
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EPIPE";
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
