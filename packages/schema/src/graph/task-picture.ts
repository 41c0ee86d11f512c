// What each task kind shows of itself: its action, its one line, the headers of its scopes, and whether the flow goes on.
// The invariant: one total table over `TaskKind`; nothing else in this folder asks for a kind.

import type { Json } from "@ironweave/jq";
import { isDeferredRaise } from "../document/deferred-raise.ts";
import { memberOf } from "../document/reference.ts";
import type { TaskKind } from "../document/task-kind.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { ListRole } from "../document/visit-lists.ts";
import {
  bareExpression,
  countText,
  durationText,
  endpointText,
  eventText,
  oneLine,
  shortText,
  textAt,
} from "./short-text.ts";

/** A kind's answers. Each gets the task as it stands, valid or not. */
export interface TaskPicture {
  readonly action: (task: Json) => string | undefined;
  readonly summary: (task: Json) => string;
  readonly scopeTitle: (task: Json, role: ListRole) => string;
  /** Where the flow goes after the task: on, nowhere (`raise`), or by the cases of a switch. */
  readonly leaves: "once" | "never" | "cases";
}

const plain = (summary: (task: Json) => string): TaskPicture => ({
  action: () => undefined,
  summary,
  scopeTitle: (_task, role) => role,
  leaves: "once",
});

const CALL_SUMMARIES: { readonly [call: string]: (args: Json | undefined) => string } = {
  http: (args) => `${(textAt(args, "method") || "get").toUpperCase()} ${endpointText(memberOf(args, "endpoint"))}`,
  openapi: (args) => textAt(args, "operationId") || endpointText(memberOf(args, "document")),
  grpc: (args) => [textAt(args, "service", "name"), textAt(args, "method")].filter(Boolean).join("."),
  asyncapi: (args) => textAt(args, "operation") || textAt(args, "channel") || endpointText(memberOf(args, "document")),
  a2a: (args) => [textAt(args, "method"), endpointText(memberOf(args, "server"))].filter(Boolean).join(" "),
  mcp: (args) => [textAt(args, "method"), textAt(args, "parameters", "name")].filter(Boolean).join(" "),
};

function callSummary(task: Json): string {
  const name = textAt(task, "call");
  const args = memberOf(task, "with");
  const summary = Object.hasOwn(CALL_SUMMARIES, name) ? CALL_SUMMARIES[name] : undefined;
  return oneLine(summary?.(args) ?? `${name}(${isJsonObject(args) ? Object.keys(args).join(", ") : ""})`);
}

const RUN_DETAILS: { readonly [process: string]: (run: Json | undefined) => string } = {
  container: (run) => textAt(run, "image"),
  script: (run) => textAt(run, "language"),
  shell: (run) => textAt(run, "command"),
  workflow: (run) => [textAt(run, "namespace"), textAt(run, "name")].filter(Boolean).join("/"),
};

function runProcess(task: Json): string | undefined {
  const run = memberOf(task, "run");
  return Object.keys(RUN_DETAILS).find((process) => memberOf(run, process) !== undefined);
}

function listenSummary(task: Json): string {
  const to = memberOf(memberOf(task, "listen"), "to");
  const one = memberOf(to, "one");
  if (one !== undefined) return eventText(one);
  const mode = memberOf(to, "all") === undefined ? "any" : "all";
  const filters = memberOf(to, mode);
  const types = Array.isArray(filters) ? (filters as readonly Json[]).map(eventText) : [];
  return oneLine(types.length === 0 ? "any event" : `${mode} of ${types.join(", ")}`);
}

function raiseSummary(task: Json): string {
  const error = memberOf(memberOf(task, "raise"), "error");
  const when = isDeferredRaise(task) ? " at the end" : "";
  if (!isJsonObject(error)) return `${shortText(error)}${when}`;
  const type = textAt(error, "type").split("/").at(-1) ?? "";
  return [textAt(error, "status"), textAt(error, "title") || type].filter(Boolean).join(" ") + when;
}

function eachText(task: Json): string {
  const each = textAt(task, "for", "each") || "item";
  return oneLine(`each ${each} in ${bareExpression(textAt(task, "for", "in"))}`);
}

function catchText(task: Json): string {
  const filter = memberOf(memberOf(memberOf(task, "catch"), "errors"), "with");
  const type = textAt(filter, "type").split("/").at(-1) ?? "";
  const what = [type, textAt(filter, "status")].filter(Boolean).join(" ");
  return oneLine(`catch ${what || "any error"}`);
}

function listLength(value: Json | undefined): number {
  return Array.isArray(value) ? value.length : 0;
}

function setSummary(task: Json): string {
  const set = memberOf(task, "set");
  if (typeof set === "string") return oneLine(bareExpression(set));
  return isJsonObject(set) ? oneLine(Object.keys(set).join(", ")) : shortText(set);
}

export const TASK_PICTURES: { readonly [K in TaskKind]: TaskPicture } = {
  call: {
    ...plain(callSummary),
    action: (task) => textAt(task, "call") || undefined,
    scopeTitle: (task) => `each ${textAt(task, "with", "subscription", "foreach", "item") || "item"}`,
  },
  set: plain(setSummary),
  do: plain((task) => countText(listLength(memberOf(task, "do")), "task")),
  switch: {
    ...plain((task) => countText(listLength(memberOf(task, "switch")), "case")),
    leaves: "cases",
  },
  for: { ...plain(eachText), scopeTitle: eachText },
  fork: {
    ...plain((task) => countText(listLength(memberOf(memberOf(task, "fork"), "branches")), "lane")),
    scopeTitle: (task) => (textAt(task, "fork", "compete") === "true" ? "first to finish" : "all branches"),
  },
  try: {
    ...plain(catchText),
    scopeTitle: (task, role) => (role === "catch" ? catchText(task) : "try"),
  },
  raise: { ...plain(raiseSummary), leaves: "never" },
  wait: plain((task) => durationText(memberOf(task, "wait"))),
  emit: plain((task) => textAt(task, "emit", "event", "with", "type")),
  listen: {
    ...plain(listenSummary),
    scopeTitle: (task) => `each ${textAt(task, "foreach", "item") || "item"}`,
  },
  run: {
    ...plain((task) => {
      const process = runProcess(task);
      return process === undefined
        ? ""
        : oneLine(RUN_DETAILS[process]?.(memberOf(memberOf(task, "run"), process)) ?? "");
    }),
    action: runProcess,
  },
};
