// The settings of containers, from variables to options (docs/containers.md). Every mistake is a sentence at the start of the
// worker, never a task that behaves otherwise than the operator thinks.

import { isAbsolute } from "node:path";
import type { ContainerOptions } from "@ironweave/actions";

const LANGUAGES = ["javascript", "python", "shell"] as const;

/** The options, all of them optional. Throws a sentence that names the variable that is wrong. */
export function readContainerEnv(env: NodeJS.ProcessEnv): ContainerOptions {
  const read = (name: string): string | undefined => {
    const text = env[`IRONWEAVE_${name}`]?.trim();
    return text === "" ? undefined : text;
  };
  const checked = (name: string, pattern: RegExp, expected: string): string | undefined => {
    const text = read(name);
    if (text !== undefined && !pattern.test(text)) throw wrong(name, expected, text);
    return text;
  };
  const network = checked("CONTAINER_NETWORK", /^[\w.-]+$/, "the name of a network");
  if (network === "host") throw wrong("CONTAINER_NETWORK", "a network other than the machine's own", network);
  const memory = checked("CONTAINER_MEMORY", /^\d+[kmg]$/i, "an amount such as 512m");
  const cpus = checked("CONTAINER_CPUS", /^\d+(?:\.\d+)?$/, "a number");
  const processes = checked("CONTAINER_PROCESSES", /^[1-9]\d*$/, "a whole number");
  const images = readPairs("CONTAINER_IMAGES", read("CONTAINER_IMAGES"));
  const stranger = Object.keys(images).find((name) => !LANGUAGES.some((each) => each === name));
  if (stranger !== undefined) throw wrong("CONTAINER_IMAGES", `images for ${LANGUAGES.join(", ")}`, stranger);
  const volumes = readList(read("CONTAINER_VOLUMES"));
  for (const volume of volumes) {
    const isName = /^[a-zA-Z0-9][\w.-]*(?::r[wo])?$/.test(volume);
    if (!isName && !isAbsolute(volume))
      throw wrong("CONTAINER_VOLUMES", "absolute folders or names of volumes", volume);
  }
  const range = /^(\d{1,5})-(\d{1,5})$/.exec(checked("CONTAINER_PORTS", /^\d{1,5}-\d{1,5}$/, "a range") ?? "");
  return {
    ...(network === undefined ? {} : { network }),
    ...(memory === undefined ? {} : { memory }),
    ...(cpus === undefined ? {} : { cpus }),
    ...(processes === undefined ? {} : { processes: Number(processes) }),
    images,
    volumes,
    ...(range === null ? {} : { ports: { from: Number(range[1]), to: Number(range[2]) } }),
  };
}

/** Images of MCP servers by command. Throws as `readContainerEnv` does. */
export function readMcpImages(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return readPairs("MCP_IMAGES", env["IRONWEAVE_MCP_IMAGES"]);
}

function readList(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

function readPairs(name: string, text: string | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readList(text).map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1 || at === pair.length - 1) throw wrong(name, "name=image pairs", pair);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function wrong(name: string, expected: string, text: string): Error {
  return new Error(`IRONWEAVE_${name} must be ${expected}, not "${text}"`);
}
