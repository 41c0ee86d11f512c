// Removes containers that nobody waits for any more: their worker was killed, or their time has passed (ADR 0094). Safe beside
// other workers and other installations on the same engine: only what carries our label is looked at, and only what is
// certainly over is removed.

import { LIMITS } from "../limits.ts";
import { runProcess } from "../process.ts";
import { isOwnerGone } from "./container-owner.ts";
import type { ContainerOptions } from "./container-options.ts";
import { engineOf } from "./engine.ts";

/** Each line: the container, its owner, the epoch milliseconds until which it may live. */
const FORMAT = '{{.ID}} {{.Label "ironweave.owner"}} {{.Label "ironweave.until"}}';

/** Removes the orphans and says how many. Without an engine there are none; never rejects. */
export async function sweepContainers(options: ContainerOptions = {}, now: number = Date.now()): Promise<number> {
  const ask = async (args: readonly string[]): Promise<string> => {
    const signal = AbortSignal.timeout(LIMITS.engineMs.value);
    const { code, stdout } = await runProcess({ ...engineOf(options), args, signal });
    return code === 0 ? stdout : "";
  };
  try {
    const listed = await ask(["ps", "--all", "--no-trunc", "--filter=label=ironweave=1", `--format=${FORMAT}`]);
    const orphans = listed.split("\n").flatMap((line) => {
      const [id = "", owner = "", until = ""] = line.trim().split(" ");
      const isOver = /^\d+$/.test(until) && Number(until) < now;
      return id !== "" && (isOver || isOwnerGone(owner)) ? [id] : [];
    });
    if (orphans.length > 0) await ask(["rm", "--force", "--volumes", ...orphans]);
    return orphans.length;
  } catch {
    // No engine, or one that does not answer: the next sweep tries again.
    return 0;
  }
}

/** Sweeps now and then regularly. The returned function ends it. */
export function keepContainersSwept(options: ContainerOptions = {}): () => void {
  void sweepContainers(options);
  const timer = setInterval(() => void sweepContainers(options), LIMITS.sweepMs.value);
  timer.unref();
  return () => clearInterval(timer);
}
