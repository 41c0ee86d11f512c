// What a task reaches: its action's name with the arguments, the target as people read it, and the credentials it names.
// The invariant: no text of this module holds the value of a secret; what looks like one in a literal is masked.

import type { Json, JsonObject } from "@ironweave/jq";
import { memberOf, resolveReference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { endpointText, oneLine, textAt } from "../graph/short-text.ts";

/** A task that reaches outside: `args` is undefined where the action is not one of the catalog. */
export interface Reach {
  readonly action: string;
  readonly target: string;
  readonly args: Json;
}

const PROCESSES = ["container", "script", "shell", "workflow"] as const;
const OURS = /^([^:@/]+):[^@]+@default$/u;
const MASK = "‹hidden›";

const TARGETS: { readonly [call: string]: (args: Json) => string } = {
  http: (args) => `${textAt(args, "method").toUpperCase() || "?"} ${endpointText(memberOf(args, "endpoint"))}`,
  openapi: (args) => `${textAt(args, "operationId")} of ${endpointText(memberOf(args, "document"))}`,
  grpc: (args) => {
    const port = textAt(args, "service", "port");
    const host = textAt(args, "service", "host");
    return `${textAt(args, "service", "name")}/${textAt(args, "method")} at ${host}${port === "" ? "" : `:${port}`}`;
  },
  asyncapi: (args) => {
    const what = textAt(args, "operation") || textAt(args, "channel");
    const verb = memberOf(args, "subscription") === undefined ? "publish to" : "take from";
    return `${verb} ${what || "?"} of ${endpointText(memberOf(args, "document"))}`;
  },
  mcp: (args) => {
    const transport = memberOf(args, "transport");
    const server = endpointText(memberOf(transport, "http")) || textAt(transport, "stdio", "command");
    const method = textAt(args, "method");
    return `${method} ${textAt(args, "parameters", "name") || textAt(args, "parameters", "uri")} at ${server}`;
  },
  a2a: (args) =>
    `${textAt(args, "method")} at ${endpointText(memberOf(args, "server")) || endpointText(memberOf(args, "agentCard"))}`,
};

/** What the task reaches; undefined where it stays inside. A call of a function of the document reaches nothing itself. */
export function reachOf({ kind, task }: VisitedTask, document: Json | undefined): Reach | undefined {
  if (kind === "emit") {
    const type = textAt(task, "emit", "event", "with", "type") || textAt(task, "emit", "event", "type");
    return { action: "emit", target: `event ${type || "?"}`, args: {} };
  }
  if (kind === "run") return processReach(memberOf(task, "run"));
  if (kind !== "call") return undefined;
  const name = textAt(task, "call");
  const args = memberOf(task, "with") ?? {};
  if (memberOf(resolveReference(document, "/use/functions"), name) !== undefined) return undefined;
  const own = Object.hasOwn(TARGETS, name) ? TARGETS[name] : undefined;
  if (own !== undefined) return { action: name, target: masked(own(args)), args };
  const isOurs = resolveReference(document, "/use/catalogs/default") === undefined;
  const action = isOurs ? (OURS.exec(name)?.[1] ?? name) : name;
  const key = textAt(args, "key");
  return { action, target: key === "" ? masked(name) : `${action} ${key}`, args };
}

function processReach(run: Json | undefined): Reach | undefined {
  const process = PROCESSES.find((each) => memberOf(run, each) !== undefined);
  if (process === undefined) return undefined;
  const args = memberOf(run, process) ?? {};
  return { action: process, target: masked(processTarget(process, args)), args };
}

function processTarget(process: (typeof PROCESSES)[number], args: Json): string {
  if (process === "workflow")
    return `${textAt(args, "namespace")}/${textAt(args, "name")} ${textAt(args, "version") || "latest"}`;
  if (process === "script")
    return `${textAt(args, "language")} ${endpointText(memberOf(args, "source")) || firstLine(args)}`;
  const words = memberOf(args, "arguments");
  const more = Array.isArray(words) ? (words as readonly Json[]).map(String).join(" ") : "";
  return [textAt(args, "image"), textAt(args, "command"), more].filter(Boolean).join(" ");
}

function firstLine(args: Json): string {
  const code = memberOf(args, "code");
  return typeof code === "string" ? (code.trim().split("\n")[0] ?? "") : "";
}

/** User names and passwords of addresses, and what follows a word for a secret. */
function masked(text: string): string {
  return oneLine(
    text
      .replaceAll(/(:\/\/)[^/@\s{]+@/gu, `$1${MASK}@`)
      .replaceAll(
        /((?:token|passw(?:or)?d|secret|api[-_]?key|access[-_]?key|signature|sig|credential)\w*["']?\s*[=:]\s*)(?![${‹])["']?[^\s&"']+/giu,
        `$1${MASK}`,
      )
      .replaceAll(/(-{1,2}[\w-]*(?:token|passw(?:or)?d|secret|key)\s+)(?![$‹-])\S+/giu, `$1${MASK}`)
      .replaceAll(/((?:bearer|basic)\s+)(?![${‹])[^\s"']+/giu, `$1${MASK}`),
  );
}

/** `authentication NAME` and `secret NAME` for each that the task names, itself or by a policy; sorted. */
export function credentialsOf(task: Json | undefined, document: Json | undefined): readonly string[] {
  const found = new Set<string>();
  const visit = (value: Json | undefined, key: string): void => {
    if (typeof value === "string") {
      for (const [, dotted, quoted] of value.matchAll(/\$secrets\s*(?:\.\s*([\p{L}_][\w]*)|\[\s*"([^"]+)"\s*\])/gu))
        found.add(`secret ${dotted ?? quoted ?? ""}`);
    } else if (Array.isArray(value)) {
      for (const item of value as readonly Json[]) visit(item, key);
    } else if (isJsonObject(value)) {
      if (key === "authentication") policy(value);
      else for (const [name, item] of Object.entries(value)) visit(item, name);
    }
  };
  const policy = (value: JsonObject): void => {
    const name = value["use"];
    if (typeof name === "string") {
      const label = `authentication ${name}`;
      if (found.has(label)) return;
      found.add(label);
      const named = memberOf(resolveReference(document, "/use/authentications"), name);
      if (isJsonObject(named)) policy({ ...named, use: null });
      return;
    }
    for (const [kind, scheme] of Object.entries(value)) {
      if (!isJsonObject(scheme)) continue;
      const before = found.size;
      const secret = scheme["use"];
      if (typeof secret === "string") found.add(`secret ${secret}`);
      visit(scheme, kind);
      if (found.size === before && typeof secret !== "string") found.add(`${kind} authentication`);
    }
  };
  visit(task, "");
  return [...found].toSorted();
}
