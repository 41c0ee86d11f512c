// `ironweave jq --jsonl`: one question a line, one answer a line, in order, as they come. A bad line gets an answer too.

import { JqSyntaxError, JqRuntimeError, compile } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { terminal } from "../terminal.ts";

interface Answer {
  readonly outputs: readonly Json[];
  readonly error?: string;
}

/** Answers each line of standard input until it ends. */
export async function answerJsonLines(): Promise<void> {
  for await (const line of linesOf(process.stdin)) {
    if (line.trim() === "") continue;
    await terminal.out(`${JSON.stringify(answer(line))}\n`);
  }
}

/** Lines end at line feeds only: U+2028 and U+2029, where Node's `readline` splits, may stand inside a text of JSON. */
async function* linesOf(input: NodeJS.ReadStream): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest: string[] = [];
  for await (const chunk of input) {
    const [first = "", ...more] = decoder.decode(chunk as Uint8Array, { stream: true }).split("\n");
    rest.push(first);
    for (const part of more) {
      yield rest.join("");
      rest = [part];
    }
  }
  yield rest.join("") + decoder.decode();
}

function answer(line: string): Answer {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch (error) {
    return { outputs: [], error: `the line is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isQuestion(question)) return { outputs: [], error: 'the line is not an object with a text "program"' };
  const { program, input = null, variables = {} } = question;
  try {
    return {
      outputs: compile(program, { variables: Object.keys(variables) }).run(input, { variables, now: Date.now }),
    };
  } catch (error) {
    if (error instanceof JqRuntimeError) return { outputs: error.outputs, error: error.message };
    if (error instanceof JqSyntaxError) return { outputs: [], error: `compile error: ${error.message}` };
    return { outputs: [], error: error instanceof Error ? error.message : String(error) };
  }
}

interface Question {
  readonly program: string;
  readonly input?: Json;
  readonly variables?: Readonly<Record<string, Json>>;
}

function isQuestion(value: unknown): value is Question {
  return typeof value === "object" && value !== null && "program" in value && typeof value.program === "string";
}
