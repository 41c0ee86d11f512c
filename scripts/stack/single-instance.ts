// One start at a time per state folder, and no process left over from one that was killed.
// The folder's `running.json` names the parent and the process groups of its children.
// Invariant: nothing is killed that did not begin when the recorded process began: process ids are reused, and a command
// line is not an identity, since Next writes over its own.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { delay, signalGroup } from "./child.ts";
import { readJson, writePrivateJson } from "./credentials.ts";
import { isSame, recorded } from "./process-identity.ts";
import type { Recorded } from "./process-identity.ts";

interface RecordedChild extends Recorded {
  /** `postgres`, `worker`, `web` … */
  readonly name: string;
}

interface Running extends Recorded {
  readonly url: string | undefined;
  readonly children: readonly RecordedChild[];
}

export interface Instance {
  /** Notes a child, so that a later start can end it if this one is killed. */
  addChild(pid: number, name: string): void;
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
  let children: readonly RecordedChild[] = [];
  let url: string | undefined;
  const save = (): void => writePrivateJson(file, { ...recorded(process.pid), url, children });
  save();
  return {
    addChild: (pid, name) => {
      children = [...children.filter(isSame), { ...recorded(pid), name }];
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
