// For tests: images whose behaviour Direktiv's cases state, as stand-ins behind the container action. Those that run commands
// run them on this machine, in a folder of their own; the commands are the cases' (direktiv.md, part 2).

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Json } from "@ironweave/jq";
import { isJsonArray, isJsonObject, member } from "../src/data/json-value.ts";
import { standardFault, WorkflowFault } from "../src/errors/workflow-fault.ts";
import type { ActionCall } from "../src/host.ts";

const failed = (title: string, detail?: string): Error =>
  new WorkflowFault({ type: "direktiv://error", status: 500, title, ...(detail === undefined ? {} : { detail }) });

const text = (value: Json | undefined): string => (typeof value === "string" ? value : JSON.stringify(value ?? null));
const items = (value: Json | undefined): readonly Json[] =>
  isJsonArray(value ?? null) ? (value as readonly Json[]) : [];

/** Performs container calls; what has no stand-in is added to `missing`. */
export function direktivImages(missing: string[]): (call: ActionCall) => Promise<Json> {
  const counts = new Map<string, number>();
  return async (call) => {
    const { image, stdin, command } = call.arguments as Readonly<Record<string, string | undefined>>;
    const input: Json = JSON.parse(stdin ?? "null");
    const name = /([\w-]+):[\w.]+$/.exec(image ?? "")?.[1];
    if (command === "/usr/share/direktiv/direktiv-cmd") return JSON.stringify(runCommandServer(input));
    if (name === "bash" || name === "python") return JSON.stringify({ [name]: runApp(input) });
    if (name === "echo") return JSON.stringify(input);
    if (name === "hello-world") return JSON.stringify({ "hello-world": `Hello ${text(member(input, "name"))}` });
    if (name === "persistent-counter") {
      const id = text(member(input, "uuid"));
      counts.set(id, (counts.get(id) ?? 0) + 1);
      if ((counts.get(id) ?? 0) >= Number(text(member(input, "min")))) return "{}";
      throw failed("com.invalid-value.error");
    }
    if (name === "request") {
      if (text(member(input, "url")).startsWith("http")) return '{"status": "200 OK"}';
      throw failed("com.send-request.error");
    }
    missing.push(`no stand-in for ${String(image)}`);
    throw standardFault("configuration", `no stand-in for ${String(image)}`);
  };
}

interface Ended {
  readonly output: string;
  /** Undefined where it ended well. */
  readonly error: string | undefined;
}

/** Runs one command as Go's exec would, or by a shell where it is more than one. */
function runCommand(line: string, folder: string, envs: Json | undefined): Ended {
  const given = items(envs).map((each) => [text(member(each, "name")), text(member(each, "value"))]);
  const env = { PATH: process.env["PATH"] ?? "", LC_ALL: "C", ...Object.fromEntries(given) };
  const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? "");
  const [program = "", ...args] = /&&|\||;/.test(line.replaceAll(/"[^"]*"|'[^']*'/g, ""))
    ? ["bash", "-c", line]
    : words;
  const options = { cwd: folder, env, encoding: "utf8", timeout: 10_000 } as const;
  const { stdout, stderr, status, error } = spawnSync(program, args, options);
  if (error !== undefined) {
    const reason = "code" in error && error.code === "EACCES" ? `fork/exec ${program}: permission denied` : undefined;
    return { output: "", error: reason ?? `exec: "${program}": executable file not found in $PATH` };
  }
  return { output: stdout, error: status === 0 ? undefined : stderr.trim() };
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "direktiv-image-"));
  try {
    for (const scope of ["namespace", "workflow", "instance"])
      mkdirSync(join(folder, "out", scope), { recursive: true });
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a command printed: JSON as it is, else the text. */
function parsed(output: string): Json {
  try {
    return JSON.parse(output) as Json;
  } catch {
    return output;
  }
}

/** The shape of direktiv-apps: commands one after the other, the first that fails is the error. */
function runApp(input: Json): readonly Json[] {
  return inFolder((folder) => {
    for (const file of items(member(input, "files"))) {
      const path = join(folder, text(member(file, "name")));
      writeFileSync(path, text(member(file, "data")), { mode: 0o644 });
      chmodSync(path, Number.parseInt(text(member(file, "mode") ?? "0644"), 8));
    }
    return items(member(input, "commands")).map((each) => {
      const { output, error } = runCommand(text(member(each, "command")), folder, member(each, "envs"));
      if (error !== undefined) throw failed("io.direktiv.command.error", error);
      return { result: parsed(output.trim()), success: true };
    });
  });
}

/** `direktiv-cmd` in any image: it goes on after a command that fails, unless that says `stop`. */
function runCommandServer(input: Json): readonly Json[] {
  return inFolder((folder) => {
    for (const file of items(member(input, "files"))) {
      const path = join(folder, text(member(file, "name")));
      writeFileSync(path, text(member(file, "content")));
      chmodSync(path, Number(member(file, "permission") ?? 0o644));
    }
    return items(member(member(input, "data"), "commands")).map((each) => {
      const { output, error } = runCommand(text(member(each, "command")), folder, member(each, "envs"));
      if (error !== undefined && isJsonObject(each) && each["stop"] === true)
        throw failed("io.direktiv.error.execution", error);
      return { Error: error ?? "", Output: parsed(output) };
    });
  });
}
