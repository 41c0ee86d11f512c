// Opens a dry run of the drawing as it is: texts are those of last time in this browser, else what the document brings along.

import type { Json } from "@ironweave/jq";
import { resolveReference } from "@ironweave/schema";
import { fromYamlText, toYamlText } from "../inspector/yaml-text.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";
import { isObject } from "../kernels/json-schema.ts";
import { sampleInputs } from "../kernels/sample-inputs.ts";
import { sampleOf } from "../kernels/sample-of.ts";
import type { DesignerSession } from "../designer/designer-context.ts";
import type { PinStore } from "../store/pin-store.ts";
import type { DryRunPlan } from "./dry-run.ts";
import { createDryRunClient } from "./dry-run-client.ts";
import type { DryRunSession } from "./dry-run-context.ts";
import { createDryRunStore } from "./dry-run-store.ts";
import { readPlan, type PlanTexts } from "./read-plan.ts";
import { sideEffects } from "./side-effects.ts";

/** A session whose worker starts with the first run; the caller stops its store. */
export function openDryRun({ store, workflowId, pins }: DesignerSession): DryRunSession {
  const { index, source } = store.getState().drawing;
  const document = source.value ?? null;
  const key = keyOf(workflowId);
  return {
    store: createDryRunStore({
      document,
      texts: { ...firstTexts(workflowId, index, document), pins: pins.of(index) },
      pins,
      client: createDryRunClient(),
      later: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      remember: ({ input, mocks, events }) => remember(key, { input, mocks, events }),
    }),
    index,
    effects: sideEffects(index, document),
    samples: sampleInputs(document),
  };
}

/** What a dry run of a workflow begins with: as it was left in this browser, and as the document suggests. */
export function firstTexts(
  workflowId: string,
  index: GraphIndex,
  document: Json,
  held: Readonly<Record<string, string>> = {},
): PlanTexts {
  const remembered = recall(keyOf(workflowId));
  const suggested = Object.fromEntries(
    sideEffects(index, document).map((effect) => [effect.key, toYamlText(effect.suggestion)]),
  );
  return {
    input: remembered?.input ?? JSON.stringify(firstInput(document), null, 2),
    mocks: { ...suggested, ...kept(held, suggested), ...kept(remembered?.mocks ?? {}, suggested) },
    events: remembered?.events ?? toYamlText(resolveReference(document, "/document/metadata/events")),
    pins: {},
  };
}

/** What the document brings along, else what its input's schema describes. */
function firstInput(document: Json): Json {
  const [sample] = sampleInputs(document);
  if (sample !== undefined) return sample.input;
  const schema = resolveReference(document, "/input/schema/document");
  return isObject(schema) ? (sampleOf(schema) ?? {}) : {};
}

const NO_ANSWER = toYamlText({ output: {} });

/**
 * Plans for a draft while nobody has opened a dry run: the same texts, and the pins. Answers that were suggested by the draft as it was
 * opened are held: they are told from the expressions that read them, and must not follow an expression while it is typed.
 */
export function draftPlanner(workflowId: string, pins: Pick<PinStore, "of">) {
  let held: Readonly<Record<string, string>> | undefined;
  return (index: GraphIndex, document: Json): DryRunPlan => {
    const texts = firstTexts(workflowId, index, document, held);
    held ??= Object.fromEntries(Object.entries(texts.mocks).filter(([, text]) => text !== NO_ANSWER));
    return readPlan(document, { ...texts, pins: pins.of(index) }).plan;
  };
}

function keyOf(workflowId: string): string {
  return `ironweave:dry-run:${workflowId}`;
}

type Remembered = Pick<PlanTexts, "input" | "mocks" | "events">;

/** Of what was typed, the parts for tasks that are still there. */
function kept(typed: Readonly<Record<string, string>>, known: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(typed).filter(([key]) => Object.hasOwn(known, key)));
}

function recall(key: string): Remembered | undefined {
  try {
    const stored = localStorage.getItem(key);
    return stored === null ? undefined : (JSON.parse(stored) as Remembered);
  } catch {
    return undefined;
  }
}

function remember(key: string, texts: Remembered): void {
  try {
    localStorage.setItem(key, JSON.stringify(texts));
  } catch {
    // Private windows may refuse storage; the dry run still works.
  }
}

/** The mocks and events as values, for `document.metadata`; texts that cannot be read are left out. */
export function portableMocks(texts: PlanTexts): { readonly mocks: Json; readonly events: Json | undefined } {
  const values = Object.entries(texts.mocks).flatMap(([key, text]) => {
    const parsed = fromYamlText(text);
    return parsed.ok && parsed.value !== undefined ? [[key, parsed.value] as const] : [];
  });
  const events = fromYamlText(texts.events);
  return { mocks: Object.fromEntries(values), events: events.ok ? events.value : undefined };
}
