// A container engine for tests: the one that answers, or one started for the tests where this user may (root, with dockerd
// installed). Images are made from this machine's own programs, since tests download nothing.

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export interface TestEngine {
  /** What `DOCKER_HOST` must be; undefined for the default. */
  readonly host: string | undefined;
  /** The engine's command line; its standard output. */
  docker(...args: readonly string[]): string;
  stop(): Promise<void>;
}

/** The engine, or the reason why there is none. */
export async function startTestEngine(): Promise<TestEngine | string> {
  if (!isThere("docker")) return "no docker command on PATH (Debian: apt-get install docker.io)";
  const given = process.env["DOCKER_HOST"];
  if (answers(given)) return engineAt(given, () => Promise.resolve());
  if (!isThere("dockerd")) return "no Docker engine answers, and there is no dockerd to start";
  if (process.getuid?.() !== 0) return "no Docker engine answers, and only root may start one";
  const folder = mkdtempSync(join(tmpdir(), "iw-docker-"));
  for (const driver of ["overlay2", "vfs"]) {
    const host = `unix://${folder}/docker.sock`;
    const ended = startDaemon(folder, host, driver);
    for (let waited = 0; waited < 150 && !ended.done && !answers(host); waited++) await delay(100);
    if (answers(host)) {
      return engineAt(host, async () => {
        ended.kill();
        for (let waited = 0; waited < 100 && !ended.done; waited++) await delay(100);
        rmSync(folder, { recursive: true, force: true });
      });
    }
    ended.kill();
    for (let waited = 0; waited < 50 && !ended.done; waited++) await delay(100);
  }
  rmSync(folder, { recursive: true, force: true });
  return "dockerd is installed but does not start here";
}

function startDaemon(folder: string, host: string, driver: string): { done: boolean; kill(): void } {
  // No rules in the machine's packet filter and no default bridge: containers have no network or one made by the test.
  const flags = ["--iptables=false", "--ip6tables=false", "--bridge=none", "--ip-masq=false"];
  const places = [`--data-root=${folder}/data`, `--exec-root=${folder}/run`, `--pidfile=${folder}/dockerd.pid`];
  const child = spawn("dockerd", [...flags, ...places, `--storage-driver=${driver}`, "-H", host], { stdio: "ignore" });
  const state = { done: false, kill: () => void child.kill("SIGTERM") };
  child.once("exit", () => (state.done = true));
  child.once("error", () => (state.done = true));
  return state;
}

function engineAt(host: string | undefined, stop: () => Promise<void>): TestEngine {
  const env = host === undefined ? process.env : { ...process.env, DOCKER_HOST: host };
  return {
    host,
    stop,
    docker: (...args) => execFileSync("docker", args, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }),
  };
}

function answers(host: string | undefined): boolean {
  try {
    const env = host === undefined ? process.env : { ...process.env, DOCKER_HOST: host };
    execFileSync("docker", ["version"], { env, stdio: "ignore", timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}

function isThere(program: string): boolean {
  return (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, program)));
}

export interface ImageContents {
  /** Also Node, so that scripts run. */
  readonly node?: boolean;
  /** Also Python and its library. */
  readonly python?: boolean;
  /** Further files by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Makes an image of busybox and what else is asked for. */
export function importImage({ host }: TestEngine, name: string, contents: ImageContents = {}): void {
  const root = mkdtempSync(join(tmpdir(), "iw-image-"));
  try {
    // Where a container runs as nobody, its root folder must be open to it.
    chmodSync(root, 0o755);
    for (const folder of ["bin", "tmp", "etc"]) mkdirSync(join(root, folder));
    const busybox = programPath("busybox");
    copyFileSync(busybox, join(root, "bin/busybox"));
    const applets = execFileSync(busybox, ["--list"], { encoding: "utf8" }).trim().split("\n");
    for (const applet of applets.filter((each) => each !== "busybox"))
      symlinkSync("busybox", join(root, "bin", applet));
    if (contents.node === true) addProgram(root, process.execPath, "node");
    if (contents.python === true) addPython(root);
    for (const [path, text] of Object.entries(contents.files ?? {})) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const env = host === undefined ? process.env : { ...process.env, DOCKER_HOST: host };
    const pipe = 'tar -C "$1" -c . | docker import - "$2"';
    execFileSync("sh", ["-c", pipe, "sh", root, name], { env, stdio: ["ignore", "ignore", "inherit"] });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The absolute path of a program, or its name where there is none. */
function programPath(name: string): string {
  const folders = [...(process.env["PATH"] ?? "").split(":"), "/bin", "/usr/bin"];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}

/** Why images cannot be made here, if so. */
export function missingForImages(): string | undefined {
  const busybox = programPath("busybox");
  return existsSync(busybox) ? undefined : "no busybox on PATH (Debian: apt-get install busybox-static)";
}

/** Copies a program and the libraries it is linked with, at the same places. */
function addProgram(root: string, program: string, name: string): void {
  copyFileSync(realpathSync(program), join(root, "bin", name));
  const listed = execFileSync("ldd", [program], { encoding: "utf8" });
  for (const [, path = ""] of listed.matchAll(/(?:=>\s*|^\s*)(\/\S+)\s+\(0x/gm)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    copyFileSync(realpathSync(path), join(root, path));
  }
}

function addPython(root: string): void {
  const ask = "import os, sys; print(os.path.realpath(sys.executable)); print(os.path.dirname(os.__file__))";
  const [program = "", library = ""] = execFileSync("/usr/bin/python3", ["-c", ask], { encoding: "utf8" }).split("\n");
  addProgram(root, program, "python3");
  const skipped = /\/(?:test|tests|dist-packages|site-packages|__pycache__|idlelib|lib-dynload|config-[^/]*)(?:\/|$)/;
  cpSync(library, join(root, library), { recursive: true, filter: (path) => !skipped.test(path) });
}
