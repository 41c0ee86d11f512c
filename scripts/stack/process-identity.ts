// Tells a process from a later one that got the same number: by the number and the moment it began.
// A command line is not an identity, since programs write over their own.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

export interface Recorded {
  readonly pid: number;
  /** When it began, in the words of the system. */
  readonly began: string;
}

/** The process as it is now; `began` is empty where there is none. */
export function recorded(pid: number): Recorded {
  return { pid, began: beginningOf(pid) };
}

/** True while the recorded process itself lives. */
export function isSame(process: Recorded): boolean {
  return process.began !== "" && beginningOf(process.pid) === process.began;
}

function beginningOf(pid: number): string {
  try {
    // After the name in parentheses, which may itself hold spaces, the start time is the twentieth word.
    if (existsSync("/proc/self/stat"))
      return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19] ?? "";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
