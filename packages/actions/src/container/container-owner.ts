// Who started a container, written on it as a label, and whether that process still lives: what makes an orphan. Linux says
// when a process began, so that a number used again is not mistaken for the old owner; elsewhere owners are unknown and only a
// container's time decides.

import { readFileSync, readlinkSync } from "node:fs";

/** This process, in a form that only processes which can see each other share the beginning of; "unknown" off Linux. */
export function thisOwner(): string {
  const started = startTime(process.pid);
  const machine = machineName();
  return started === undefined || machine === undefined ? "unknown" : `${machine}.${String(process.pid)}.${started}`;
}

/** True where the owner was a process of this machine and namespace and is no more; false where that is not certain. */
export function isOwnerGone(owner: string): boolean {
  const [, machine, pid, started] = /^(.+)\.(\d+)\.(\d+)$/.exec(owner) ?? [];
  if (machine === undefined || machine !== machineName()) return false;
  return startTime(Number(pid)) !== started;
}

/** The boot and the process namespace: equal only for processes whose numbers mean the same. */
function machineName(): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}.${readlinkSync("/proc/self/ns/pid").replaceAll(/\D/g, "")}`;
  } catch {
    return undefined;
  }
}

/** Ticks from the boot to the process's start, as text; undefined where there is no such process. */
function startTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    // The name stands in parentheses and may hold anything; the start is the 20th field after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
