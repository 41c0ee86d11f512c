// Finds a Chromium for the browser tests, or installs one: CHROMIUM_PATH, a browser of the system, Debian's package (as
// root), Playwright's own download. Failing all of them it says what to do.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { programOnPath } from "../stack/find-temporal.ts";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const INSTALL_TIMEOUT_MS = 600_000;

/** Path of a browser, or undefined where Playwright has its own. Throws a sentence when none can be had. */
export function findBrowser(progress: (message: string) => void): string | undefined {
  const given = process.env["CHROMIUM_PATH"];
  if (given !== undefined && given !== "") {
    if (existsSync(given)) return given;
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
  }
  const found = onPath();
  if (found !== undefined) return found;
  const problems: string[] = [];
  if (process.getuid?.() === 0 && programOnPath("apt-get", process.env["PATH"] ?? "") !== undefined) {
    progress("installing Chromium with apt-get (once)");
    try {
      run("apt-get", ["update", "-q"]);
      run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
      const installed = onPath();
      if (installed !== undefined) return installed;
      problems.push("apt-get installed no chromium");
    } catch (error) {
      problems.push(`apt-get: ${lastLine(error)}`);
    }
  }
  progress("downloading Chromium with Playwright (once)");
  try {
    run("npx", ["playwright", "install", "chromium"]);
    return undefined;
  } catch (error) {
    problems.push(`playwright install: ${lastLine(error)}`);
  }
  throw new Error(
    `No browser for the browser tests could be found or installed (${problems.join("; ")}). Install Chromium or Chrome, or set CHROMIUM_PATH to one.`,
  );
}

function onPath(): string | undefined {
  for (const program of PROGRAMS) {
    const found = programOnPath(program, process.env["PATH"] ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, [...args], {
    stdio: ["ignore", "ignore", "pipe"],
    timeout: INSTALL_TIMEOUT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
  return text.split("\n").at(-1) ?? "failed";
}
