// `ironweave run`: one run of a file, on the server or in this process, and how it ended.

import { dirname } from "node:path";
import { parseArgs } from "node:util";
import type { Json, JsonObject } from "@ironweave/jq";
import { parseSource, validate } from "@ironweave/schema";
import type { Source } from "@ironweave/schema";
import type { RunEvent } from "@ironweave/schema/run";
import { oneOf, readJsonArgument, readText } from "../read-text.ts";
import type { RunResult } from "../run/run-result.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { formatDiagnostic } from "../validate/format-diagnostic.ts";

const OPTIONS = {
  input: { type: "string", short: "i" },
  local: { type: "boolean", default: false },
  "virtual-clock": { type: "boolean", default: false },
  secret: { type: "string", multiple: true, default: [] as string[] },
  "allow-host": { type: "string", multiple: true, default: [] as string[] },
  event: { type: "string", multiple: true, default: [] as string[] },
  "max-tasks": { type: "string" },
  wait: { type: "string", default: "600" },
  format: { type: "string", default: "text" },
} as const;

/** An endless `then` ends here; the journal of a local run is in memory. */
const MAX_TASKS = 250_000;

type Values = ReturnType<typeof parse>["values"];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
}

/** Exit code 0 completed, 1 faulted, cancelled or an invalid file. */
export async function runCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const format = oneOf(["text", "json"], values.format, "--format");
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("name one file to run; see ironweave run --help");
  const localOnly =
    values["virtual-clock"] ||
    values["max-tasks"] !== undefined ||
    values.secret.length + values.event.length + values["allow-host"].length > 0;
  if (localOnly && !values.local)
    throw new UsageError("--virtual-clock, --secret, --event, --allow-host and --max-tasks belong to --local; add it");
  const source = parseSource(await readText(file));
  const input = values.input === undefined ? null : await readJsonArgument(values.input, "--input");
  const isValid = reportProblems(file, source);
  const result =
    isValid && source.value !== undefined
      ? await perform(file, source, source.value, input, values, format)
      : invalid(source);
  if (result === undefined) return 1;
  if (format === "json") await terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  else if (isValid) await printText(result);
  return result.status === "completed" ? 0 : 1;
}

async function perform(
  file: string,
  source: Source,
  document: Json,
  input: Json,
  values: Values,
  format: "text" | "json",
): Promise<RunResult | undefined> {
  if (!values.local) {
    const [{ runRemote }, { findServer }] = await Promise.all([
      import("../run/run-remote.ts"),
      import("../run/server-address.ts"),
    ]);
    const waitSeconds = Number(values.wait);
    if (!(waitSeconds >= 0)) throw new UsageError(`--wait is a number of seconds, not ${JSON.stringify(values.wait)}`);
    const { id, result } = await runRemote({ server: await findServer(), definition: source.text, input, waitSeconds });
    if (result === undefined) terminal.err(`ironweave: run ${id} has not ended within ${waitSeconds} s; it goes on\n`);
    return result;
  }
  const [{ runLocal }, { secretValue }, { localWorkflows }] = await Promise.all([
    import("../run/run-local.ts"),
    import("../run/local-actions.ts"),
    import("../run/local-workflows.ts"),
  ]);
  const maxTasks = Number(values["max-tasks"] ?? MAX_TASKS);
  if (!Number.isInteger(maxTasks) || maxTasks < 1)
    throw new UsageError(`--max-tasks is a whole number above 0, not ${JSON.stringify(values["max-tasks"])}`);
  const secrets = new Map(
    values.secret.map((given) => {
      const at = given.indexOf("=");
      if (at < 1) throw new UsageError(`--secret is NAME=VALUE, not ${JSON.stringify(given)}`);
      return [given.slice(0, at), secretValue(given.slice(at + 1))] as const;
    }),
  );
  const events: JsonObject[] = [];
  for (const given of values.event) {
    const event = await readJsonArgument(given, "--event");
    if (event === null || typeof event !== "object" || Array.isArray(event))
      throw new UsageError("--event is a JSON object");
    events.push(event as JsonObject);
  }
  return runLocal({
    document,
    input,
    isVirtual: values["virtual-clock"],
    allowHosts: values["allow-host"],
    secrets,
    events,
    maxTasks,
    findWorkflow: localWorkflows(file === "-" ? "." : dirname(file)),
    onEvent: format === "text" ? printEvent : () => undefined,
    onStuck: () => terminal.err("ironweave: the run waits for an event that does not come; give it with --event\n"),
  });
}

/** Prints errors and warnings on standard error; true where the document can run. */
function reportProblems(file: string, source: Source): boolean {
  const problems = validate(source).filter(({ severity }) => severity !== "info");
  for (const problem of problems) terminal.err(formatDiagnostic(file, source, problem, false));
  return problems.every(({ severity }) => severity !== "error");
}

/** The result of a document that cannot run, so that a program that reads the output learns of it too. */
function invalid(source: Source): RunResult {
  const problem = validate(source).find(({ severity }) => severity === "error");
  return {
    status: "faulted",
    output: null,
    error: {
      type: "https://serverlessworkflow.io/spec/1.0.0/errors/configuration",
      status: 400,
      title: "invalid_workflow",
      ...(problem === undefined ? {} : { detail: problem.message, instance: problem.reference }),
    },
    tasks: [],
  };
}

function printEvent(event: RunEvent, depth: number): void {
  if (!event.type.startsWith("task.") || !("name" in event)) return;
  const detail =
    "error" in event ? `: ${event.error.title ?? event.error.type} ${event.error.detail ?? ""}`.trimEnd() : "";
  terminal.err(`${"  ".repeat(depth)}${event.type.slice("task.".length).padEnd(9)} ${event.name}${detail}\n`);
}

async function printText({ status, output, error }: RunResult): Promise<void> {
  if (status === "completed") {
    await terminal.out(`${JSON.stringify(output, null, 2)}\n`);
  } else if (error === null) {
    terminal.err(`${status}\n`);
  } else {
    const { type, status: code, title = "", detail = "", instance = "" } = error;
    terminal.err(
      `${status}: ${[title, detail].filter((text) => text !== "").join(": ")}\n  ${type} (${code}) at ${instance}\n`,
    );
  }
}
