// What `emit` writes into an event that no run could publish (CloudEvents 1.0, "Context Attributes"): the rule is the run
// protocol's, so that what is told here is what a run would fail with. Only what is certain: values of expressions are unknown.

import type { Json } from "@ironweave/jq";
import { joinReference, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { dateTime } from "../document/text-check.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { DATA_TWICE, eventAttributeProblem } from "../run/event-problem.ts";
import { changeTo } from "./change-to.ts";
import { expressionIn } from "./expression-text.ts";
import type { Finding, Mend } from "./finding.ts";

/** What the structure tells where it is no text, or no text of its kind. */
const TYPED: readonly string[] = ["source", "type", "id", "time", "subject", "datacontenttype", "dataschema"];
const ADDRESSES: readonly string[] = ["source", "dataschema"];
const code = "invalid_event_attribute";

/** Everything that keeps an event from ever being published. */
export function checkEmittedEvents(document: Json, tasks: readonly VisitedTask[]): readonly Finding[] {
  const isLoose = resolveReference(document, "/evaluate/mode") === "loose";
  return tasks.flatMap(({ kind, task, reference }) => {
    const attributes = kind === "emit" && task !== undefined ? resolveReference(task, "/emit/event/with") : undefined;
    if (!isJsonObject(attributes)) return [];
    const at = joinReference(reference, "emit", "event", "with");
    const twice = "data" in attributes && "data_base64" in attributes;
    return [
      ...Object.entries(attributes).flatMap(([name, value]) => checkAttribute(name, value, at, isLoose)),
      ...(twice ? [problemAt(DATA_TWICE, joinReference(at, "data_base64"), true, [])] : []),
    ];
  });
}

function checkAttribute(name: string, value: Json, at: Reference, isLoose: boolean): readonly Finding[] {
  const reference = joinReference(at, name);
  // A text that fits, where the value is unknown: what is wrong then is the name.
  const misnamed = eventAttributeProblem(name, STAND_IN[name] ?? "x");
  if (misnamed !== undefined) {
    const meant = name.toLowerCase().replaceAll(/[^a-z0-9]/gu, "");
    const mends: readonly Mend[] =
      meant === "" ? [] : [{ type: "rename_key", byHand: true, title: `Rename to ${meant}`, at: reference, to: meant }];
    return [problemAt(misnamed, reference, true, mends)];
  }
  if (typeof value === "string") {
    if (expressionIn(value, "value") !== undefined || (isLoose && value !== "")) return [];
    if (ADDRESSES.includes(name) || (name === "time" && !dateTime.test(value))) return [];
  } else if (TYPED.includes(name)) return [];
  const problem = eventAttributeProblem(name, value);
  return problem === undefined ? [] : [problemAt(problem, reference, false, mendsOf(name, value, reference))];
}

const STAND_IN: Readonly<Record<string, Json>> = { specversion: "1.0", time: "2026-01-01T00:00:00Z" };

function mendsOf(name: string, value: Json, at: Reference): readonly Mend[] {
  // There is one version of CloudEvents whose attributes these are, and YAML reads it as a number where it has no quotes.
  if (name === "specversion") {
    return [changeTo(at, "'1.0'", { byHand: value !== 1 })];
  }
  if (name === "id") return [{ type: "remove", byHand: true, title: "Remove: an id is made up for each event", at }];
  return [];
}

function problemAt(problem: string, reference: Reference, isKey: boolean, mends: readonly Mend[]): Finding {
  const message = `no event can be published so: ${problem}`;
  return { code, severity: "error", message, reference, ...(isKey ? { target: "key" } : {}), mends };
}
