// `ironweave jq`: a jq program on JSON values, like jq's own command.

import { JqBudgetError, JqRuntimeError, JqSyntaxError, compile } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { readJqArguments } from "../jq/jq-arguments.ts";
import type { JqOptions } from "../jq/jq-arguments.ts";
import { answerJsonLines } from "../jq/json-lines.ts";
import { jsonValues } from "../jq/json-values.ts";
import { printJson } from "../jq/print-json.ts";
import { readText } from "../read-text.ts";
import { terminal } from "../terminal.ts";

/** Exit codes as jq's: 0, 1 and 4 with `-e`, 3 does not compile, 5 raised an error. */
export async function jqCommand(args: readonly string[]): Promise<number> {
  const options = readJqArguments(args);
  const { program } = options;
  if (program === undefined) {
    await answerJsonLines();
    return 0;
  }
  let compiled: ReturnType<typeof compile>;
  try {
    compiled = compile(program, { variables: Object.keys(options.variables) });
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    terminal.err(`jq: error: ${error.message}\n${program}\n${" ".repeat(error.start)}^\njq: 1 compile error\n`);
    return 3;
  }
  let failed = false;
  let last: Json | undefined;
  for await (const input of inputs(options)) {
    let outputs: readonly Json[];
    // As with jq, the last input decides.
    failed = false;
    try {
      outputs = compiled.run(input, { variables: options.variables, now: Date.now });
    } catch (error) {
      if (!(error instanceof JqRuntimeError) && !(error instanceof JqBudgetError)) throw error;
      outputs = error instanceof JqRuntimeError ? error.outputs : [];
      failed = true;
      terminal.err(`jq: error: ${error.message}\n`);
    }
    for (const output of outputs) await terminal.out(print(output, options));
    last = outputs.at(-1) ?? last;
  }
  if (failed) return 5;
  if (!options.exitStatus) return 0;
  return last === undefined ? 4 : last === null || last === false ? 1 : 0;
}

async function* inputs({ nullInput, slurp, files }: JqOptions): AsyncGenerator<Json> {
  if (nullInput) {
    yield null;
    return;
  }
  const all: Json[] = [];
  for (const file of files.length === 0 ? ["-"] : files) {
    for (const value of jsonValues(await readText(file), file === "-" ? "<stdin>" : file)) {
      if (slurp) all.push(value);
      else yield value;
    }
  }
  if (slurp) yield all;
}

function print(value: Json, { raw, join, compact, indent, sortKeys }: JqOptions): string {
  const end = join ? "" : "\n";
  if (raw && typeof value === "string") return value + end;
  return printJson(value, { indent: compact ? "" : indent, sortKeys }) + end;
}
