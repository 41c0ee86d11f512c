// Where things are: the project's root, its state folder and the Node that runs its scripts.
// Imports nothing of the project. Invariant: every path is absolute.

import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const projectRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Version of Node that runs `.ts` files directly, as installed by the `node` package. */
const MINIMUM_NODE_MAJOR = 24;

/** The folders of one installation's state. All of them exist after the call. */
export interface StateFolders {
  readonly root: string;
  readonly logs: string;
  /** Downloaded programs; shared by all states of a checkout. */
  readonly bin: string;
}

/** Creates and returns the state folders. @default root `.ironweave` in the project, or `IRONWEAVE_STATE` */
export function stateFolders(root: string = process.env["IRONWEAVE_STATE"] ?? ""): StateFolders {
  const absolute = root === "" ? join(projectRoot, ".ironweave") : resolve(root);
  const folders = { root: absolute, logs: join(absolute, "logs"), bin: join(projectRoot, ".ironweave", "bin") };
  // The root may be passed through, not listed, by others, because PostgreSQL may run as another user; logs are the owner's.
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o711 });
  chmodSync(folders.logs, 0o700);
  return folders;
}

/** The Node program for child processes: this one if new enough, else the one that `npm install` brought. */
export function nodeProgram(): string {
  if (Number(process.versions.node.split(".")[0]) >= MINIMUM_NODE_MAJOR) return process.execPath;
  const installed = join(projectRoot, "node_modules", "node", "bin", "node");
  if (existsSync(installed)) return installed;
  throw new Error(
    `Node ${MINIMUM_NODE_MAJOR} is needed to run the project and ${installed} is missing (this is Node ${process.versions.node}). Run "npm install" (not with --ignore-scripts) and try again.`,
  );
}

/** PATH with the project's programs first, so that `node` is the project's Node in children as well. */
export function projectPath(): string {
  return [dirname(nodeProgram()), join(projectRoot, "node_modules", ".bin"), process.env["PATH"] ?? ""].join(":");
}
