// Builds the page when its sources differ from those of the last build, told by a hash of their content:
// times of files change with every checkout. The mark is written last, so a broken build is repeated.
// Builds of one checkout share a folder, so one process at a time builds; who waited uses what the other has built.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startChild, logTail } from "./child.ts";
import { withLock } from "./lock-file.ts";
import { nodeProgram, projectPath, projectRoot, stateFolders } from "./project.ts";

const SOURCES = ["apps/web", "packages", "prisma", "examples", "package-lock.json", "tsconfig.base.json"];
// `next-env.d.ts` is written by the build itself: counted, it would make the second start build again.
const IGNORED = new Set([
  "next-env.d.ts",
  "node_modules",
  ".next",
  ".turbo",
  "e2e",
  "test-results",
  "playwright-report",
  "scripts",
]);
const webFolder = join(projectRoot, "apps", "web");
const mark = join(webFolder, ".next", "ironweave-sources");

/** True when `buildWeb` would have something to do. */
export function isWebBuildStale(): boolean {
  return !existsSync(mark) || readFileSync(mark, "utf8") !== sourceHash();
}

export interface WebBuildOptions {
  readonly logFile: string;
  /** Told the process that builds, so that it can be ended. */
  readonly onStart?: (pid: number) => void;
  /** Told, where another process builds first, which one. */
  readonly onWait?: (pid: number) => void;
}

/** Builds the page for production, unless another process has just done so. Rejects with the end of the build's log. */
export function buildWeb(options: WebBuildOptions): Promise<void> {
  // The checkout's own folder: stacks with other state folders build into the same place.
  const lock = join(stateFolders("").root, "web-build.lock");
  return withLock(lock, options, async () => {
    if (isWebBuildStale()) await build(options);
  });
}

async function build({ logFile, onStart }: WebBuildOptions): Promise<void> {
  const hash = sourceHash();
  rmSync(mark, { force: true });
  const child = await startChild({
    name: "web-build",
    command: nodeProgram(),
    args: [join(projectRoot, "node_modules", "next", "dist", "bin", "next"), "build"],
    cwd: webFolder,
    env: { ...process.env, PATH: projectPath(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logFile,
  });
  onStart?.(child.pid);
  const { code, signal } = await child.exited;
  if (code !== 0) {
    throw new Error(
      `The page could not be built (${signal ?? `exit code ${code}`}). Its log is ${logFile}, and ends with:\n${logTail(logFile)}`,
    );
  }
  writeFileSync(mark, hash);
}

function sourceHash(): string {
  const hash = createHash("sha256");
  const visit = (path: string): void => {
    const absolute = join(projectRoot, path);
    if (!existsSync(absolute)) return;
    if (path.includes(".")) {
      if (/\.(test|property\.test|integration\.test)\.tsx?$|\.md$/.test(path)) return;
    }
    const entries = isFolder(absolute);
    if (entries === undefined) {
      hash.update(path).update("\0").update(readFileSync(absolute)).update("\0");
      return;
    }
    for (const entry of entries) if (!IGNORED.has(entry)) visit(`${path}/${entry}`);
  };
  for (const source of SOURCES) visit(source);
  return hash.digest("hex");
}

function isFolder(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}
