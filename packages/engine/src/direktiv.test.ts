// Direktiv's own test workflows, imported and run on the in-memory host, against the results that Direktiv had.
// The cases lie beside the repository (IRONWEAVE_SHARED); without them this file skips, loudly. What does not agree is listed
// with its reason in direktiv-unsupported.ts: a case that begins to work, or to fail, breaks a test.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "@ironweave/jq";
import { parseSource, validate } from "@ironweave/schema";
import { afterAll, describe, expect, test } from "vitest";
import { direktivImages } from "../test/direktiv-images.ts";
import { isJsonObject } from "./data/json-value.ts";
import { DirektivNamespace, holds, valueAt } from "./testing/direktiv-namespace.ts";
import type { DirektivInstance } from "./testing/direktiv-namespace.ts";
import { UNSUPPORTED } from "./testing/direktiv-unsupported.ts";

interface Expectation {
  readonly status?: string;
  readonly output?: Json;
  readonly match?: "subset" | "exact";
  readonly flow?: readonly string[];
  readonly errorCode?: string;
  readonly paths?: JsonObject;
  readonly invokeError?: string;
  readonly instanceVars?: Readonly<Record<string, string>>;
  readonly count?: number;
  readonly countIn?: readonly number[];
  readonly statuses?: readonly string[];
  readonly pathsAt?: Readonly<Record<string, JsonObject>>;
  readonly hasKeysAt?: Readonly<Record<string, readonly string[]>>;
  readonly outputs?: readonly Json[];
}

interface Step {
  readonly op: string;
  readonly path?: string;
  readonly inputRaw?: string | null;
  readonly input?: Json;
  readonly wait?: boolean;
  readonly as?: string;
  readonly instance?: string;
  readonly event?: JsonObject;
  readonly seconds?: number;
  readonly expect?: Expectation;
}

interface Case {
  readonly id: string;
  readonly path: string;
  readonly yaml?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly inputRaw?: string | null;
  readonly expectedStatus?: string;
  readonly expectedOutput?: Json;
  readonly match?: "subset" | "exact";
  readonly expectedErrorCode?: string;
  readonly expectedErrorMessage?: string;
  readonly expectedFlow?: readonly string[];
  readonly expectedLogs?: readonly string[];
  readonly steps?: readonly Step[];
  readonly note?: string;
  readonly setup?: { readonly variables?: readonly Variable[] };
}

interface Variable {
  readonly scope: string;
  readonly workflow: string;
  readonly key: string;
  readonly text?: string;
  readonly base64?: string;
}

/** Who fires at which event: of a filter alone, or of listeners over a sequence. */
interface EventFact {
  readonly id: string;
  readonly filter?: JsonObject;
  readonly extensions?: JsonObject;
  readonly matches?: boolean;
  readonly listeners?: readonly Listener[];
  readonly sequence?: readonly {
    readonly type: string;
    readonly ext?: JsonObject;
    readonly fires: readonly string[];
  }[];
}

interface Listener {
  readonly as: string;
  readonly kind: "start" | "startAnd" | "wait";
  readonly types: readonly string[];
  readonly filters?: Readonly<Record<string, JsonObject>>;
}

const kit = join(process.env["IRONWEAVE_SHARED"] ?? join(import.meta.dirname, "../../../../shared"), "direktiv");
const isPresent = existsSync(join(kit, "cases.json"));
if (!isPresent) console.warn(`SKIPPED: Direktiv's cases are not at ${kit}; set IRONWEAVE_SHARED to run them`);

const NO_CASES = { cases: [], casesNeedingActions: [], eventFacts: [] };
const read: {
  readonly cases: readonly Case[];
  readonly casesNeedingActions: readonly Case[];
  readonly eventFacts: readonly EventFact[];
} = isPresent ? JSON.parse(readFileSync(join(kit, "cases.json"), "utf8")) : NO_CASES;

function filesOf(given: Case): Readonly<Record<string, string>> {
  return { ...given.files, ...(given.yaml === undefined ? {} : { [given.path]: given.yaml }) };
}

function inputOf(raw: string | null | undefined): Json {
  return raw === null || raw === undefined || raw === "" ? null : JSON.parse(raw);
}

/** What a getter gives of the bytes: JSON as it is, others as base64. */
function keptValue(text: string, base64: string | undefined): Json {
  try {
    return JSON.parse(base64 === undefined ? text : Buffer.from(base64, "base64").toString()) as Json;
  } catch {
    return base64 ?? Buffer.from(text).toString("base64");
  }
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Numbers as texts. */
function loose(value: Json): Json {
  return JSON.parse(JSON.stringify(value), (_, each: Json) => (typeof each === "number" ? String(each) : each)) as Json;
}

function namespaceOf(given: Case, missing: string[] = []): DirektivNamespace {
  return new DirektivNamespace(filesOf(given), direktivImages(missing), turn);
}

/** What differs from Direktiv's results; empty where all agrees. */
async function differences(given: Case): Promise<readonly string[]> {
  const missing: string[] = [];
  const namespace = namespaceOf(given, missing);
  const found = missing;
  const same = (what: string, actual: Json | undefined, expected: Json | undefined): void => {
    if (expected !== undefined && JSON.stringify(actual) !== JSON.stringify(expected))
      found.push(`${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
  };
  const sorted = (value: Json): string =>
    JSON.stringify(value, (_, each: Json) =>
      isJsonObject(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
    );
  // Where the documentation prints numbers as texts, the case says so.
  const isLoose = given.note?.includes("compare loosely") === true;
  const check = (instance: DirektivInstance, expected: Expectation): void => {
    const view = namespace.view(instance);
    same("status", view.status, expected.status);
    same("code", view.errorCode, expected.errorCode);
    same("flow", view.flow, expected.flow);
    if (expected.output !== undefined) {
      const agrees =
        expected.match === "exact"
          ? sorted(view.output) === sorted(expected.output)
          : holds(isLoose ? loose(view.output) : view.output, expected.output);
      if (!agrees) found.push(`output is ${JSON.stringify(view.output)}, not ${JSON.stringify(expected.output)}`);
    }
    for (const [path, value] of Object.entries(expected.paths ?? {})) same(path, valueAt(view.output, path), value);
    // Direktiv shows the store's text; here the data that was stored last is looked at.
    for (const [name, text] of Object.entries(expected.instanceVars ?? {}))
      same(`variable ${name}`, valueAt(view.output, `var.${name}`), JSON.parse(text));
  };
  const named = new Map<string, DirektivInstance>();
  const perform = async (step: Step): Promise<void> => {
    const { expect: expected = {} } = step;
    const instance = named.get(step.instance ?? "");
    switch (step.op) {
      case "invoke": {
        const started = namespace.invoke(step.path ?? "", inputOf(step.inputRaw));
        if (step.as !== undefined) named.set(step.as, started);
        await (step.wait === false ? namespace.settle() : namespace.finish(started));
        const view = namespace.view(started);
        if (expected.invokeError !== undefined && (view.status !== "failed" || view.flow.length > 0))
          found.push("it was not refused");
        check(started, expected);
        return;
      }
      case "event":
        namespace.broadcast(step.event ?? {});
        return namespace.settle();
      case "advance":
        return namespace.advance(step.seconds ?? 0);
      case "wallclock":
        return namespace.advanceWithCron(step.seconds ?? 0);
      case "cancel":
        instance?.host.cancel();
        await namespace.settle();
        if (instance !== undefined) same("status", namespace.view(instance).status, expected.status);
        return;
      case "instance":
        if (instance !== undefined) check(instance, expected);
        return;
      case "instances": {
        const all = namespace.instances.filter((each) => each.path === step.path);
        same("count", all.length, expected.count);
        const views = all.map((each) => namespace.view(each));
        same(
          "statuses",
          views.map(({ status }) => status),
          expected.statuses,
        );
        for (const each of all) {
          const { status, errorCode, paths } = expected;
          check(each, {
            ...(status === undefined ? {} : { status }),
            ...(errorCode === undefined ? {} : { errorCode }),
            ...(paths === undefined ? {} : { paths }),
          });
        }
        same(
          "outputs",
          views.map(({ output }) => output),
          expected.outputs,
        );
        for (const [index, paths] of Object.entries(expected.pathsAt ?? {})) {
          for (const [path, value] of Object.entries(paths))
            same(path, valueAt(views[Number(index)]?.output, path), value);
        }
        for (const [index, keys] of Object.entries(expected.hasKeysAt ?? {})) {
          for (const key of keys) if (valueAt(views[Number(index)]?.output, key) === undefined) found.push(`no ${key}`);
        }
        if (expected.countIn !== undefined && !expected.countIn.includes(all.length))
          found.push(`count is ${all.length}`);
        return;
      }
      case "variables":
        for (const [key, text] of Object.entries(step.expect ?? {})) {
          const scope = step.path === undefined ? "namespace" : "workflow";
          const value = namespace.variable(scope, step.path ?? "", key);
          // Direktiv shows the bytes; what is no JSON is kept as base64.
          const shown = typeof value === "string" && value !== "" ? Buffer.from(value, "base64").toString() : "";
          if (JSON.stringify(value) !== text && shown !== text)
            found.push(`variable ${key} is ${JSON.stringify(value)}, not ${String(text)}`);
        }
        return;
      default:
        found.push(`${step.op} is not shown by this harness`);
    }
  };
  for (const { scope, workflow, key, text, base64 } of given.setup?.variables ?? []) {
    namespace.setVariable(scope, workflow, key, keptValue(text ?? "", base64));
  }
  try {
    if (given.steps !== undefined) {
      for (const step of given.steps) await perform(step);
      return found;
    }
    const instance = namespace.invoke(given.path, inputOf(given.inputRaw));
    await namespace.finish(instance);
    check(instance, {
      ...(given.expectedStatus === undefined ? {} : { status: given.expectedStatus }),
      ...(given.expectedOutput === undefined ? {} : { output: given.expectedOutput }),
      ...(given.match === undefined ? {} : { match: given.match }),
      ...(given.expectedErrorCode === undefined ? {} : { errorCode: given.expectedErrorCode }),
      ...(given.expectedFlow === undefined ? {} : { flow: given.expectedFlow }),
    });
    same("message", namespace.view(instance).errorMessage, given.expectedErrorMessage);
    // Before v0.8 the line was the value's JSON, with line ends; since then texts stand as they are.
    const lines = namespace.logged.flatMap((value) => [JSON.stringify(JSON.parse(sorted(value)), null, 2), value]);
    for (const line of given.expectedLogs ?? []) if (!lines.includes(line)) found.push(`${line} was not logged`);
    return found;
  } catch (error) {
    return [...found, error instanceof Error ? error.message : String(error)];
  }
}

describe.skipIf(!isPresent)("Direktiv's own workflows, imported", () => {
  const all = [...read.cases, ...read.casesNeedingActions];
  const rows: string[] = [];

  for (const given of all) {
    test(given.id, async () => {
      const found = await differences(given);
      const reason = UNSUPPORTED[given.id]?.reason;
      rows.push(
        `${found.length === 0 ? "passed     " : "unsupported"}  ${given.id}${reason === undefined ? "" : `: ${reason}`}`,
      );
      if (reason === undefined) expect(found).toEqual([]);
      else expect(found, "this works now: take it out of direktiv-unsupported.ts").not.toEqual([]);
    });
  }

  test("every document that is imported is valid, and nothing beside what is reported is missing", () => {
    const invalid = all.flatMap((given) =>
      namespaceOf(given).imported.flatMap(({ path, yaml }) => {
        const errors =
          yaml === undefined
            ? ["not imported"]
            : validate(parseSource(yaml)).filter(({ severity }) => severity === "error");
        return errors.length === 0 ? [] : [{ id: given.id, path, errors }];
      }),
    );
    expect(invalid).toEqual([]);
  });

  test("what does not agree was reported when it was imported, unless it is no part of the file", () => {
    const silent = all.flatMap((given) => {
      const code = UNSUPPORTED[given.id]?.reported;
      const codes = namespaceOf(given).imported.flatMap(({ diagnostics }) => diagnostics.map((each) => each.code));
      return code === undefined || codes.includes(code) ? [] : [{ id: given.id, code, codes }];
    });
    expect(silent).toEqual([]);
  });

  test("the list of what is unsupported names cases that exist", () => {
    const ids = new Set(all.map(({ id }) => id));
    expect(Object.keys(UNSUPPORTED).filter((id) => !ids.has(id))).toEqual([]);
  });

  afterAll(() => {
    const passed = rows.filter((row) => row.startsWith("passed")).length;
    console.log([...rows.toSorted(), `${passed} of ${all.length} agree`].join("\n"));
  });
});

/** A workflow that a listener of the facts stands for. */
function listening({ kind, types, filters }: Listener): string {
  const events = types.map((type) => ({ type, ...(filters?.[type] === undefined ? {} : { context: filters[type] }) }));
  const [event] = events;
  const state = kind === "wait" ? { type: "consumeEvent", event, transition: "done" } : { type: "noop" };
  const start = kind === "start" ? { start: { type: "event", event } } : { start: { type: "eventsAnd", events } };
  return JSON.stringify({
    ...(kind === "wait" ? {} : start),
    states: [
      { id: "a", ...state },
      { id: "done", type: "noop" },
    ],
  });
}

describe.skipIf(!isPresent)("Direktiv's events", () => {
  for (const fact of read.eventFacts) {
    test(fact.id, async () => {
      const only: Listener = { as: "wf", kind: "start", types: ["t"], filters: { t: fact.filter ?? {} } };
      const listeners = fact.listeners ?? [only];
      const sequence = fact.sequence ?? [
        { type: "t", ext: fact.extensions ?? {}, fires: fact.matches === true ? ["wf"] : [] },
      ];
      const files = Object.fromEntries(listeners.map((each) => [`/${each.as}`, listening(each)]));
      const namespace = new DirektivNamespace(files, direktivImages([]), turn);
      for (const { as, kind } of listeners) if (kind === "wait") namespace.invoke(`/${as}`, null);
      await namespace.settle();
      const ended = new Set<DirektivInstance>();
      const fired: (readonly string[])[] = [];
      for (const [index, { type, ext }] of sequence.entries()) {
        namespace.broadcast({ specversion: "1.0", id: String(index), source: "/x", type, ...ext });
        await namespace.settle();
        const now = namespace.instances.filter((each) => each.outcome !== undefined && !ended.has(each));
        for (const each of now) ended.add(each);
        fired.push(now.map(({ path }) => path.slice(1)));
      }
      expect(fired).toEqual(sequence.map(({ fires }) => fires));
    });
  }
});
