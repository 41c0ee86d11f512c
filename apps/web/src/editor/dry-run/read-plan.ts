// The texts of the setup as a plan, or what is wrong with each. The words of mocks and events are those of test files. Pure.

import { readTestFile } from "@ironweave/engine/testing";
import type { Json } from "@ironweave/jq";
import type { Reference } from "@ironweave/schema";
import { parseJson } from "../../json/parse-json.ts";
import { fromYamlText } from "../inspector/yaml-text.ts";
import type { DryRunPlan } from "./dry-run.ts";

/** What the user typed: input as JSON, mocks (by key) and events as YAML. */
export interface PlanTexts {
  readonly input: string;
  readonly mocks: Readonly<Record<string, string>>;
  readonly events: string;
  readonly pins: Readonly<Record<Reference, Json>>;
}

/** A mistake in one of the texts: `input`, `events`, or the key of a mock. */
export interface PlanProblem {
  readonly where: "input" | "events" | "mock";
  readonly key?: string;
  readonly message: string;
}

/** The plan for a document, without the parts that cannot be read. */
export function readPlan(
  document: Json,
  texts: PlanTexts,
): { readonly plan: DryRunPlan; readonly problems: readonly PlanProblem[] } {
  const problems: PlanProblem[] = [];
  const input = parseJson(texts.input);
  if (!input.ok) problems.push({ where: "input", message: input.message });
  const mocks: [string, DryRunPlan["mocks"][string]][] = [];
  for (const [key, text] of Object.entries(texts.mocks)) {
    const read = readPart(text, (value) => ({ mocks: { [key]: value } }));
    if ("message" in read) problems.push({ where: "mock", key, message: read.message });
    const mock = "test" in read ? read.test?.mocks?.[key] : undefined;
    if (mock !== undefined) mocks.push([key, mock]);
  }
  const read = readPart(texts.events, (value) => ({ events: value }));
  if ("message" in read) problems.push({ where: "events", message: read.message });
  const events = ("test" in read ? read.test?.events : undefined) ?? [];
  return {
    plan: {
      document,
      input: input.ok ? input.value : {},
      mocks: Object.fromEntries(mocks),
      events,
      pins: texts.pins,
    },
    problems,
  };
}

type Read =
  | { readonly message: string }
  | { readonly test: Extract<ReturnType<typeof readTestFile>, { type: "file" }>["file"]["tests"][number] | undefined };

function readPart(text: string, partOf: (value: Json) => Record<string, Json>): Read {
  const parsed = fromYamlText(text);
  if (!parsed.ok) return { message: parsed.message };
  if (parsed.value === undefined) return { test: undefined };
  const file = readTestFile({ workflow: "-", tests: [{ name: "-", ...partOf(parsed.value), expect: {} }] });
  if (file.type === "file") return { test: file.file.tests[0] };
  return { message: file.problems.map(({ message }) => message.replace(/^\/tests\/0\/\S+ /u, "This ")).join(" ") };
}
