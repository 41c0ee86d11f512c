// Runs generated programs here and in jq-web and collects where they differ. For tests only.
import { createRequire } from "node:module";
import * as fc from "fast-check";
import { anyInput, anyProgram } from "./generate-program.ts";
import { KNOWN_DIFFERENCES } from "./known-differences.ts";
import { compile, JqBudgetError, toJsonText, type Json } from "../src/index.ts";

/** What jq-web offers; its types are not published. */
interface JqWeb {
  json(input: Json, program: string): unknown;
  raw?(input: string, program: string, flags: readonly string[]): string;
}

/** The result of a comparison. */
export interface Comparison {
  /** Cases where both answered. */
  readonly compared: number;
  /** Cases without an answer of either, by the name of the reason; and differences of a known kind, by the kind's name. */
  readonly explained: Readonly<Record<string, number>>;
  /** Differences that nothing explains. */
  readonly differences: readonly string[];
}

const PER_CALL = 25;

function load(): Promise<JqWeb> {
  const require = createRequire(import.meta.url);
  // A fresh instance each time: after an internal abort an old one answers nothing any more.
  delete require.cache[require.resolve("jq-web")];
  return Promise.resolve(require("jq-web") as Promise<JqWeb> | JqWeb);
}

/** Sorts keys, so that values can be compared as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

interface Case {
  readonly program: string;
  readonly input: Json;
}

function ours({ program, input }: Case): unknown {
  try {
    const outputs = compile(wrapped(program)).run(input, { maxSteps: 200_000 });
    return sorted(JSON.parse(`[${outputs.map((value) => toJsonText(value)).join(",")}]`));
  } catch (error) {
    if (error instanceof JqBudgetError) return undefined;
    throw new Error(`${program} on ${JSON.stringify(input)}: ${String(error)}`, { cause: error });
  }
}

function wrapped(program: string): string {
  return `[limit(50; try (${program}) catch {error: .})]`;
}

/** Compares `count` generated cases; equal seeds give equal cases. */
export async function compareWithJqWeb(count: number, seed: number): Promise<Comparison> {
  const cases = fc.sample(fc.record({ program: anyProgram, input: anyInput }), { numRuns: count, seed });
  const explained: Record<string, number> = {};
  const explain = (name: string, times = 1): void => {
    explained[name] = (explained[name] ?? 0) + times;
  };
  const known = cases
    .map((item) => ({ ...item, expected: ours(item) }))
    .filter(({ expected }) => expected !== undefined);
  if (known.length < count) explain("over our step budget", count - known.length);
  const differences: string[] = [];
  let compared = 0;
  let jq = await load();
  for (let at = 0; at < known.length; at += PER_CALL) {
    const batch = known.slice(at, at + PER_CALL);
    // Many programs in one call: jq-web reads its whole library again at each.
    const answers = ask(jq, batch);
    if (answers === undefined) jq = await load();
    for (const [index, { program, input, expected }] of batch.entries()) {
      const answer = answers === undefined ? ask(jq, [{ program, input }])?.[0] : answers[index];
      if (answer === undefined) {
        jq = await load();
        explain("no answer from jq-web");
        continue;
      }
      compared += 1;
      const [wanted, got] = [JSON.stringify([sorted(answer)]), JSON.stringify(expected)];
      if (wanted === got) continue;
      const difference = { program, input: JSON.stringify(input), wanted, got };
      const kind = KNOWN_DIFFERENCES.find((each) => each.explains(difference));
      if (kind === undefined)
        differences.push(`${program}\n  on   ${difference.input}\n  jq   ${wanted}\n  ours ${got}`);
      else explain(kind.name);
    }
  }
  return { compared, explained, differences };
}

function ask(jq: JqWeb, batch: readonly Case[]): readonly unknown[] | undefined {
  const program = batch.map(({ program: text }, index) => `(.[${index}] | ${wrapped(text)})`).join(", ");
  try {
    const answer = jq.json(
      batch.map(({ input }) => input),
      `[${program}]`,
    );
    return Array.isArray(answer) && answer.length === batch.length ? answer : undefined;
  } catch {
    return undefined;
  }
}
