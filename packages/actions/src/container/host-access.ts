// What a document may have of the worker's machine: folders, volumes and ports, each only where the operator permits it
// (ADR 0094). Everything else is refused. The invariant: a path is judged after its links are followed, as the engine will.

import { realpathSync } from "node:fs";
import { isAbsolute, sep } from "node:path";
import type { Json } from "@ironweave/jq";
import { ActionError } from "../action-error.ts";
import { invalidArgument, readObject } from "../arguments.ts";
import type { ContainerOptions } from "./container-options.ts";

const VOLUME_NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/;

/** Arguments of the engine that mount what `volumes` names: places of the host to places in the container. */
export function volumeArguments(value: Json | undefined, permitted: readonly string[] = []): readonly string[] {
  return entriesOf(value, "volumes").map(([source, target]) => {
    if (typeof target !== "string" || !isAbsolute(target) || /[,\0\n]/.test(target)) {
      throw invalidArgument(`volumes.${source}`, "an absolute path in the container");
    }
    const [type, real] = isAbsolute(source) ? ["bind", realPath(source)] : ["volume", source];
    if (type === "volume" && !VOLUME_NAME.test(source)) throw invalidArgument("volumes", "paths or names of volumes");
    const entry = real === undefined ? undefined : permitted.find((each) => permits(each, type === "bind", real));
    if (entry === undefined || real === undefined || /[,\0\n]/.test(real)) {
      throw refused(`the volume ${source} is not permitted: the operator lists what may be mounted`);
    }
    return `--mount=type=${type},source=${real},target=${target}${entry.endsWith(":rw") ? "" : ",readonly"}`;
  });
}

/** Arguments of the engine that publish ports of the container on this machine's loopback address. */
export function portArguments(value: Json | undefined, permitted: ContainerOptions["ports"]): readonly string[] {
  return entriesOf(value, "ports").map(([host, inside]) => {
    const [from, to] = [readPort(host, "ports"), readPort(inside, `ports.${host}`)];
    if (permitted === undefined || from < permitted.from || from > permitted.to) {
      throw refused(`port ${String(from)} of this machine is not permitted: the operator gives a range`);
    }
    return `--publish=127.0.0.1:${String(from)}:${String(to)}`;
  });
}

function entriesOf(value: Json | undefined, field: string): readonly [string, Json][] {
  return value === undefined || value === null ? [] : Object.entries(readObject(value, field));
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function permits(entry: string, isFolder: boolean, real: string): boolean {
  const name = entry.replace(/:r[wo]$/, "");
  if (!isFolder) return name === real;
  const root = isAbsolute(name) ? realPath(name) : undefined;
  return root !== undefined && (real === root || real.startsWith(root.endsWith(sep) ? root : root + sep));
}

function readPort(value: Json, field: string): number {
  const port = typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : value;
  if (typeof port === "number" && Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw invalidArgument(field, "numbers of ports");
}

function refused(detail: string): ActionError {
  return new ActionError("configuration", detail, { title: "container_field_refused" });
}
