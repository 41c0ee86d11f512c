// One start at a time per state folder, and no process left over from one that was killed.
// The folder's `running.json` names the parent and the process groups of its children.
// Invariant: nothing is killed whose command line is not the one that was recorded (process ids are reused).

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { delay, signalGroup } from "./child.ts";
import { readJson, writePrivateJson } from "./credentials.ts";

interface Recorded {
  readonly pid: number;
  readonly commandLine: string;
}

interface Running extends Recorded {
  readonly url: string | undefined;
  readonly children: readonly Recorded[];
}

export interface Instance {
  /** Notes a child, so that a later start can end it if this one is killed. */
  addChild(pid: number): void;
  setUrl(url: string): void;
  release(): void;
}

/** Another start owns the folder. */
export class AlreadyRunning extends Error {
  override readonly name = "AlreadyRunning";
  readonly url: string | undefined;
  readonly pid: number;

  constructor(pid: number, url: string | undefined) {
    super(
      url === undefined
        ? `Another start (process ${pid}) is already under way for this folder.`
        : `Ironweave is already running at ${url} (process ${pid}). Stop that one first, or use it.`,
    );
    this.pid = pid;
    this.url = url;
  }
}

/** Takes the folder. Throws `AlreadyRunning`; ends what a killed start left behind. */
export async function acquireInstance(stateFolder: string): Promise<Instance> {
  const file = join(stateFolder, "running.json");
  const earlier = readJson(file) as Running | undefined;
  if (earlier !== undefined) {
    if (earlier.pid !== process.pid && isSame(earlier)) throw new AlreadyRunning(earlier.pid, earlier.url);
    await endAll(earlier.children.filter(isSame));
  }
  let children: readonly Recorded[] = [];
  let url: string | undefined;
  const save = (): void => writePrivateJson(file, { ...recorded(process.pid), url, children });
  save();
  return {
    addChild: (pid) => {
      children = [...children.filter(isSame), recorded(pid)];
      save();
    },
    setUrl: (value) => {
      url = value;
      save();
    },
    release: () => rmSync(file, { force: true }),
  };
}

async function endAll(left: readonly Recorded[]): Promise<void> {
  for (const child of left) signalGroup(child.pid, "SIGINT");
  for (let waited = 0; waited < 5_000 && left.some(isSame); waited += 50) await delay(50);
  for (const child of left.filter(isSame)) signalGroup(child.pid, "SIGKILL");
}

function recorded(pid: number): Recorded {
  return { pid, commandLine: commandLineOf(pid) };
}

function isSame(process: Recorded): boolean {
  return process.commandLine !== "" && commandLineOf(process.pid) === process.commandLine;
}

/** The command line of a living process; empty when there is none. */
function commandLineOf(pid: number): string {
  try {
    if (existsSync("/proc/self/cmdline")) return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
