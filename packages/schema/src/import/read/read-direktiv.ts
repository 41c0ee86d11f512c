// A Direktiv file as a checked value: refuses what Direktiv's own loaders refuse (v0.7.2 and v0.10.0 both), accepts with a
// warning the forms that its documentation shows and its code refused. The result has canonical keys everywhere.

import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject } from "../../document/visit-kind.ts";
import { FIELDS, STATES, STATE_ALIASES } from "./fields.ts";
import { isoSeconds } from "./iso-duration.ts";
import type { Report } from "./problem.ts";
import { plainText } from "./plain-text.ts";

type Path = readonly (string | number)[];

/** A state or function with its place in the document. */
export interface Placed {
  readonly value: JsonObject;
  readonly path: Path;
}

export interface DirektivDocument {
  readonly value: JsonObject;
  readonly states: readonly Placed[];
  /** Functions by id. */
  readonly functions: ReadonlyMap<string, Placed>;
}

/** The document; what is reported as an error means that Direktiv would not load it either. */
export function readDirektiv(given: Json, report: Report): DirektivDocument {
  if (!isJsonObject(given)) {
    report("direktiv_unreadable", [], "a Direktiv workflow is a map with states");
    return { value: {}, states: [], functions: new Map() };
  }
  const value = readObject(given, FIELDS.workflow, [], report, { id: "a workflow is named by its path" });
  checkDurations(readPart(value, "timeouts", FIELDS.timeouts, [], report), ["interrupt", "kill"], ["timeouts"], report);
  const functions = readFunctions(value["functions"], report);
  const states = items(value["states"], ["states"], report).map(([state, path]) =>
    readState(state, path, functions, report),
  );
  if (Array.isArray(value["states"]) && states.length === 0)
    report("direktiv_missing_field", ["states"], "a workflow needs at least one state");
  checkNames(states, report);
  const start = readStart(value["start"], states, report);
  return { value: { ...value, ...(start === undefined ? {} : { start }) }, states, functions };
}

function readFunctions(value: Json | undefined, report: Report): ReadonlyMap<string, Placed> {
  const functions = new Map<string, Placed>();
  for (const [given, path] of items(value, ["functions"], report)) {
    const type = plainText(given["type"]);
    if (
      type !== "reusable" &&
      type !== "knative-workflow" &&
      type !== "knative-namespace" &&
      type !== "knative-system" &&
      type !== "subflow"
    ) {
      report("direktiv_wrong_value", [...path, "type"], `there is no function type ${JSON.stringify(type)}`);
      continue;
    }
    const read = readObject(given, FIELDS[type], path, report);
    const id = plainText(read["id"] ?? "");
    if (functions.has(id)) report("direktiv_duplicate", [...path, "id"], `function ${id} is declared more than once`);
    oneOf(read, "size", ["small", "medium", "large"], path, report);
    if (type === "knative-system" && !/^[./]/.test(plainText(read["service"] ?? "/")))
      report("direktiv_wrong_value", [...path, "service"], "service is the path of a service file");
    functions.set(id, { value: read, path });
  }
  return functions;
}

function readStart(given: Json | undefined, states: readonly Placed[], report: Report): JsonObject | undefined {
  if (given === undefined || given === null) return undefined;
  if (!isJsonObject(given)) {
    report("direktiv_wrong_value", ["start"], "start is a map");
    return undefined;
  }
  const start = readObject(given, FIELDS.start, ["start"], report);
  oneOf(start, "type", ["default", "scheduled", "event", "eventsXor", "eventsAnd"], ["start"], report);
  checkDurations(start, ["lifespan"], ["start"], report);
  const target = start["state"];
  if (target !== undefined && !states.some(({ value }) => value["id"] === target))
    report("direktiv_unknown_name", ["start", "state"], `start: there is no state ${plainText(target)}`);
  const event = isJsonObject(start["event"]) ? readEvent(start["event"], ["start", "event"], report) : undefined;
  const events = items(start["events"], ["start", "events"], report).map(([each, path]) =>
    readEvent(each, path, report),
  );
  return { ...start, ...(event === undefined ? {} : { event }), ...(events.length === 0 ? {} : { events }) };
}

/** `filters` of the documentation is `context`. */
function readEvent(given: JsonObject, path: Path, report: Report): JsonObject {
  const { filters, ...rest } = given;
  if (filters === undefined) return readObject(given, FIELDS.event, path, report);
  report("direktiv_documented_form", [...path, "filters"], "`filters` is read as `context`; Direktiv refused it");
  return readObject({ ...rest, context: filters }, FIELDS.event, path, report);
}

function readState(given: JsonObject, path: Path, functions: ReadonlyMap<string, Placed>, report: Report): Placed {
  const written = given["type"];
  const type = typeof written === "string" ? (STATE_ALIASES[written] ?? written) : "";
  const fields = STATES[type];
  if (fields === undefined) {
    const message =
      typeof written === "string" ? `there is no state type ${written}` : "a state needs `type`, in lower case";
    report(written === undefined ? "direktiv_missing_field" : "direktiv_wrong_value", [...path, "type"], message);
    return { value: { id: plainText(given["id"] ?? ""), type: "noop" }, path };
  }
  const state: Record<string, Json> = { ...readObject(given, fields, path, report), type };
  if (typeof state["id"] === "string") state["id"] = state["id"].trim();
  if (typeof state["id"] === "string" && !/^(?:[a-zA-Z][\w.-]*[a-zA-Z0-9]|[a-zA-Z])$/.test(state["id"]))
    report("direktiv_wrong_value", [...path, "id"], `${JSON.stringify(state["id"])} cannot be the id of a state`);
  checkDurations(state, ["duration", "timeout", ...(state["delay"] === "immediate" ? [] : ["delay"])], path, report);
  oneOf(state, "mode", ["and", "or"], path, report);
  const list = (key: string): readonly (readonly [JsonObject, Path])[] => items(state[key], [...path, key], report);
  if (state["catch"] !== undefined)
    state["catch"] = list("catch").map(([each, at]) => readObject(each, FIELDS.catch, at, report));
  if (type === "switch")
    state["conditions"] = nonEmpty(
      list("conditions").map(([each, at]) => readObject(each, FIELDS.condition, at, report)),
      "conditions",
      path,
      report,
    );
  if (isJsonObject(state["action"]))
    state["action"] = readAction(state["action"], [...path, "action"], functions, report);
  if (type === "parallel")
    state["actions"] = nonEmpty(
      list("actions").map(([each, at]) => readAction(each, at, functions, report)),
      "actions",
      path,
      report,
    );
  if (type === "consumeEvent" && isJsonObject(state["event"]))
    state["event"] = readEvent(state["event"], [...path, "event"], report);
  if (type === "generateEvent" && isJsonObject(state["event"]))
    state["event"] = readEmitted(state["event"], [...path, "event"], report);
  if (type === "eventsAnd")
    state["events"] = nonEmpty(
      list("events").map(([each, at]) => readEvent(each, at, report)),
      "events",
      path,
      report,
    );
  if (type === "eventsXor")
    state["events"] = nonEmpty(
      list("events").map(([each, at]) => readBranch(each, at, report)),
      "events",
      path,
      report,
    );
  if (type === "getter" || type === "setter")
    state["variables"] = list("variables").map(([each, at]) => {
      const variable = readObject(each, type === "getter" ? FIELDS.read : FIELDS.write, at, report);
      oneOf(variable, "scope", ["namespace", "workflow", "thread", "instance", "system", "file"], at, report);
      return variable;
    });
  return { value: state, path };
}

function readEmitted(given: JsonObject, path: Path, report: Report): JsonObject {
  const { data_content_type: type, ...rest } = given;
  if (type === undefined) return readObject(given, FIELDS.emitted, path, report);
  const message = "`data_content_type` is read as `datacontenttype`; Direktiv refused it";
  report("direktiv_documented_form", [...path, "data_content_type"], message);
  return readObject({ ...rest, datacontenttype: type }, FIELDS.emitted, path, report);
}

/** The documentation leaves out the level `event:`. */
function readBranch(given: JsonObject, path: Path, report: Report): JsonObject {
  const isFlat = given["event"] === undefined && given["type"] !== undefined;
  if (isFlat)
    report("direktiv_documented_form", path, "the event is read as if it stood under `event:`; Direktiv refused it");
  const { type, context, filters, ...rest } = given;
  const flat = { type, context, filters };
  const event = Object.fromEntries(
    Object.entries(flat).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
  const branch = readObject(isFlat ? { ...rest, event } : given, FIELDS.branch, path, report);
  return isJsonObject(branch["event"])
    ? { ...branch, event: readEvent(branch["event"], [...path, "event"], report) }
    : branch;
}

function readAction(given: JsonObject, path: Path, functions: ReadonlyMap<string, Placed>, report: Report): JsonObject {
  const { retry, ...rest } = given;
  if (retry !== undefined)
    report("direktiv_documented_form", [...path, "retry"], "`retry` is read as `retries`; Direktiv refused it");
  const action = readObject(retry === undefined ? given : { retries: retry, ...rest }, FIELDS.action, path, report);
  const id = action["function"];
  if (id !== undefined && !functions.has(plainText(id)))
    report("direktiv_unknown_name", [...path, "function"], `there is no function ${plainText(id)}`);
  const list = action["retries"];
  const retries = Array.isArray(list) ? ((list as readonly Json[])[0] ?? null) : list;
  if (Array.isArray(list)) {
    const more = list.length > 1 ? "; only the first policy counts" : "";
    report(
      "direktiv_documented_form",
      [...path, "retries"],
      `\`retries\` is one policy; Direktiv refused a list${more}`,
    );
  }
  if (!isJsonObject(retries)) return action;
  const at = [...path, "retries", ...(Array.isArray(list) ? [0] : [])];
  const policy = readObject(retries, FIELDS.retries, at, report);
  checkDurations(policy, ["delay"], at, report);
  if (policy["max_attempts"] !== undefined && !(Number(policy["max_attempts"]) > 0))
    report("direktiv_wrong_value", [...at, "max_attempts"], "max_attempts is a number above 0");
  return { ...action, retries: policy };
}

function checkNames(states: readonly Placed[], report: Report): void {
  const ids = new Set<Json>();
  for (const { value, path } of states) {
    const id = value["id"] ?? "";
    if (ids.has(id)) report("direktiv_duplicate", [...path, "id"], `state ${plainText(id)} is there more than once`);
    ids.add(id);
  }
  const check = (target: Json | undefined, path: Path): void => {
    if (target !== undefined && target !== null && target !== "" && !ids.has(target))
      report("direktiv_unknown_name", path, `there is no state ${plainText(target)}`);
  };
  for (const { value, path } of states) {
    check(value["transition"], [...path, "transition"]);
    check(value["defaultTransition"], [...path, "defaultTransition"]);
    for (const key of ["catch", "conditions", "events"])
      objects(value[key]).forEach((each, index) => check(each["transition"], [...path, key, index, "transition"]));
  }
}

/** Canonical keys; reports fields that are not known or missing. `documented` are those that only the documentation has. */
function readObject(
  given: JsonObject,
  fields: readonly string[],
  path: Path,
  report: Report,
  documented: Readonly<Record<string, string>> = {},
): JsonObject {
  const known = new Map(fields.map((field) => [field.replace("*", "").toLowerCase(), field.replace("*", "")]));
  const read: Record<string, Json> = {};
  for (const [key, value] of Object.entries(given)) {
    const name = known.get(key.toLowerCase());
    if (name !== undefined) {
      if (name !== key) report("direktiv_key_case", [...path, key], `\`${key}\` is read as \`${name}\``);
      read[name] = value;
    } else if (documented[key] !== undefined) {
      report(
        "direktiv_documented_form",
        [...path, key],
        `\`${key}\` is left out: ${documented[key]}; Direktiv refused it`,
      );
    } else {
      report("direktiv_unknown_field", [...path, key], `there is no field \`${key}\` here`);
    }
  }
  for (const field of fields) {
    const name = field.replace("*", "");
    const value = read[name];
    const isMissing = value === undefined || value === null || value === "";
    if (field.endsWith("*") && isMissing) report("direktiv_missing_field", path, `\`${name}\` is missing`);
  }
  return read;
}

function readPart(of: JsonObject, key: string, fields: readonly string[], path: Path, report: Report): JsonObject {
  const value = of[key];
  return isJsonObject(value) ? readObject(value, fields, [...path, key], report) : {};
}

function items(value: Json | undefined, path: Path, report: Report): readonly (readonly [JsonObject, Path])[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    report("direktiv_wrong_value", path, `${String(path.at(-1))} is a list`);
    return [];
  }
  return (value as readonly Json[]).flatMap((item, index) => {
    if (isJsonObject(item)) return [[item, [...path, index]] as const];
    report("direktiv_wrong_value", [...path, index], "a map is needed here");
    return [];
  });
}

/** The objects of a list. */
export function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((each) => isJsonObject(each)) : [];
}

function nonEmpty(list: readonly JsonObject[], name: string, path: Path, report: Report): readonly JsonObject[] {
  if (list.length === 0) report("direktiv_missing_field", path, `\`${name}\` needs at least one entry`);
  return list;
}

function oneOf(of: JsonObject, key: string, words: readonly string[], path: Path, report: Report): void {
  const value = of[key];
  if (value !== undefined && value !== null && !words.includes(plainText(value)))
    report(
      "direktiv_wrong_value",
      [...path, key],
      `${key} is one of ${words.join(", ")}, not ${JSON.stringify(value)}`,
    );
}

function checkDurations(of: JsonObject, keys: readonly string[], path: Path, report: Report): void {
  for (const key of keys) {
    const value = of[key];
    if (value === undefined || value === null || value === "") continue;
    if (typeof value !== "string" || isoSeconds(value) === undefined)
      report("direktiv_wrong_value", [...path, key], `${key} is an ISO 8601 duration such as PT5S`);
  }
}
