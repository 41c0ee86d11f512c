// For tests: a Direktiv namespace of imported workflows, each run on its own in-memory host, with one clock and one event bus
// for all. What Direktiv shows of an instance (status, code, output, flow) is read from our outcome and journal.

import type { Json } from "@ironweave/jq";
import { importDirektivFolder, parseSource, readDocument } from "@ironweave/schema";
import type { ImportedFile } from "@ironweave/schema";
import { isJsonArray, isJsonObject, member } from "../data/json-value.ts";
import { standardFault, WorkflowFault } from "../errors/workflow-fault.ts";
import { matchesSubscription } from "../events/matches-subscription.ts";
import type { ActionCall, CloudEvent } from "../host.ts";
import { createMemoryHost } from "../memory-host/index.ts";
import type { MemoryHost } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import type { WorkflowOutcome } from "../run-workflow.ts";
import { manualTimers } from "./manual-timers.ts";
import type { ManualTimers } from "./manual-timers.ts";

/** A run of an imported workflow. */
export interface DirektivInstance {
  readonly path: string;
  readonly host: MemoryHost;
  readonly done: Promise<WorkflowOutcome>;
  outcome: WorkflowOutcome | undefined;
}

/** An instance as Direktiv's API shows it. */
export interface InstanceView {
  readonly status: "pending" | "complete" | "failed" | "cancelled";
  readonly output: Json;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  /** Ids of states in the order in which they began. */
  readonly flow: readonly string[];
}

const CODES: Readonly<Record<string, string>> = {
  expression: "direktiv.jq.badCommand",
  timeout: "direktiv.cancels.timeout.soft",
  validation: "direktiv.schema.failed",
};

export class DirektivNamespace {
  readonly imported: readonly ImportedFile[];
  readonly instances: DirektivInstance[] = [];
  readonly timers: ManualTimers = manualTimers(1_767_225_600_000);
  readonly #documents = new Map<string, { readonly path: string; readonly document: Json }>();
  readonly #waiting = new Map<string, Map<number, CloudEvent>>();
  readonly #seen = new WeakMap<DirektivInstance, number>();
  readonly #perform: (call: ActionCall) => Promise<Json>;

  /** Variables by scope, owner and key, as JSON: what Direktiv's getters would give. */
  readonly variables = new Map<string, Json>();
  /** What `log` wrote, in order. */
  readonly logged: Json[] = [];
  readonly #stateIds = new Map<string, readonly string[]>();
  readonly #turn: () => Promise<void>;

  /** `turn` lets every promise run that can: one turn of the platform's event loop. */
  constructor(
    files: Readonly<Record<string, string>>,
    perform: (call: ActionCall) => Promise<Json>,
    turn: () => Promise<void>,
  ) {
    this.imported = importDirektivFolder(files);
    this.#perform = perform;
    this.#turn = turn;
    for (const [path, text] of Object.entries(files)) {
      const states = member(parseSource(text).value ?? null, "states");
      const ids = (isJsonArray(states) ? states : []).map((state) => member(state, "id"));
      this.#stateIds.set(
        path,
        ids.flatMap((id) => (typeof id === "string" ? [id.trim()] : [])),
      );
    }
    for (const { path, name, yaml } of this.imported) {
      if (yaml !== undefined) this.#documents.set(name, { path, document: readDocument(yaml) });
    }
  }

  /** Starts the workflow at a path. */
  invoke(path: string, input: Json): DirektivInstance {
    const name = this.imported.find((each) => each.path === path)?.name ?? path;
    return this.#start(name, input);
  }

  /** Lets everything run that can without time passing. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await this.#turn();
      if (this.#distribute()) quiet = -1;
    }
  }

  /** Lets so much time pass. */
  async advance(seconds: number): Promise<void> {
    const until = this.timers.now() + seconds * 1000;
    await this.settle();
    while (this.timers.next() !== undefined && (this.timers.next() ?? 0) <= until) {
      this.timers.fire();
      await this.settle();
    }
    this.timers.moveTo(until);
  }

  /** Lets so much time pass and starts what has `* * * * *` as its schedule at each full minute (other schedules throw). */
  async advanceWithCron(seconds: number): Promise<void> {
    const crons = [...this.#documents].flatMap(([name, { document }]) => {
      const cron = member(member(document, "schedule"), "cron");
      return cron === undefined ? [] : [{ name, cron }];
    });
    for (const { cron } of crons) if (cron !== "* * * * *") throw new Error(`no cron for ${JSON.stringify(cron)} here`);
    for (let second = 1; second <= seconds; second += 1) {
      await this.advance(1);
      if (this.timers.now() % 60_000 === 0) for (const { name } of crons) this.#start(name, null);
    }
    await this.settle();
  }

  /** Lets time pass until the instance has ended or nothing will happen any more. */
  async finish(instance: DirektivInstance): Promise<void> {
    await this.settle();
    for (
      let steps = 0;
      instance.outcome === undefined && this.timers.next() !== undefined && steps < 10_000;
      steps += 1
    ) {
      this.timers.fire();
      await this.settle();
    }
  }

  /** Sends an event to every waiting instance and to what starts by it. */
  broadcast(event: CloudEvent, except?: DirektivInstance): void {
    for (const instance of this.instances) {
      if (instance.outcome === undefined && instance !== except) instance.host.deliver(event);
    }
    for (const [name, { document }] of this.#documents) this.#startBy(name, document, event);
  }

  view({ outcome, host, path }: DirektivInstance): InstanceView {
    const error = outcome?.status === "faulted" ? outcome.error : undefined;
    const status =
      outcome === undefined
        ? "pending"
        : outcome.status === "completed"
          ? "complete"
          : outcome.status === "cancelled"
            ? "cancelled"
            : "failed";
    return {
      status,
      output: outcome?.status === "completed" ? outcome.output : null,
      errorCode: error === undefined ? undefined : (CODES[error.type.split("/").at(-1) ?? ""] ?? error.title),
      errorMessage: error?.detail,
      flow: host.events.flatMap((event) =>
        event.type === "task.started" && this.#stateIds.get(path)?.includes(event.name) === true ? [event.name] : [],
      ),
    };
  }

  #start(name: string, input: Json): DirektivInstance {
    const found = this.#documents.get(name);
    if (found === undefined) throw standardFault("configuration", `there is no workflow ${name}`);
    const host = createMemoryHost({
      clock: "real",
      timers: this.timers,
      actions: async (call) => this.#keep(name, call) ?? this.#perform(call),
      workflows: async (call) => {
        const child = this.#start(call.name, call.input);
        if (!call.wait) return null;
        const outcome = await child.done;
        if (outcome.status === "completed") return outcome.output;
        if (outcome.status === "faulted") throw new WorkflowFault(outcome.error);
        throw standardFault("runtime", `the sub-workflow was ${outcome.status}`);
      },
    });
    const id = `run-${this.instances.length}`;
    const done = runWorkflow({ document: found.document, input, host, run: { id } });
    const instance: DirektivInstance = { path: found.path, host, done, outcome: undefined };
    this.instances.push(instance);
    void done.then((outcome) => {
      instance.outcome = outcome;
      return outcome;
    });
    return instance;
  }

  /** The variable of a scope; `path` says whose, for those of a workflow. */
  variable(scope: string, path: string, key: string): Json | undefined {
    const name = this.imported.find((each) => each.path === path)?.name ?? path;
    return this.variables.get(JSON.stringify([scope, scope === "workflow" ? name : "", key]));
  }

  /** Sets a variable as Direktiv's API would: JSON as it is, other bytes as base64. */
  setVariable(scope: string, path: string, key: string, value: Json): void {
    const name = this.imported.find((each) => each.path === path)?.name ?? path;
    this.variables.set(JSON.stringify([scope, scope === "workflow" ? name : "", key]), value);
  }

  /** The default catalog's functions for variables and logs; undefined for other actions. */
  #keep(workflow: string, { action, arguments: args }: ActionCall): Json | undefined {
    const scope = member(args, "scope") ?? "workflow";
    const id = JSON.stringify([scope, scope === "workflow" ? workflow : "", member(args, "key")]);
    if (action === "get-variable") return { value: this.variables.get(id) ?? null, version: 1 };
    if (action === "log") {
      this.logged.push(member(args, "message") ?? null);
      return member(args, "message") ?? null;
    }
    if (action !== "set-variable") return undefined;
    const value = member(args, "value") ?? null;
    if (value === null) this.variables.delete(id);
    else this.variables.set(id, value);
    return { version: 1 };
  }

  #startBy(name: string, document: Json, event: CloudEvent): void {
    const on = member(member(document, "schedule"), "on");
    const matches = (filter: Json): boolean => {
      const attributes = member(filter, "with");
      return isJsonObject(attributes) && matchesSubscription(event, { with: attributes, scope: {} });
    };
    const one = member(on, "one");
    const any = member(on, "any");
    const all = member(on, "all");
    const filters = one === undefined ? any : [one];
    if (isJsonArray(filters) && filters.some(matches)) this.#start(name, [event]);
    if (!isJsonArray(all)) return;
    const had = this.#waiting.get(name) ?? new Map<number, CloudEvent>();
    this.#waiting.set(name, had);
    const index = all.findIndex((filter, at) => !had.has(at) && matches(filter));
    if (index === -1) return;
    had.set(index, event);
    if (had.size < all.length) return;
    this.#waiting.delete(name);
    this.#start(name, [...had.values()]);
  }

  /** Hands on what instances have published since; true where there was something. */
  #distribute(): boolean {
    let happened = false;
    for (const instance of this.instances) {
      const from = this.#seen.get(instance) ?? 0;
      const { published } = instance.host;
      this.#seen.set(instance, published.length);
      for (const event of published.slice(from)) {
        happened = true;
        this.broadcast(event, instance);
      }
    }
    return happened;
  }
}

/** A value at `a.b`, where keys may hold dots. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  if (path === "" || value === undefined) return value;
  if (!isJsonObject(value)) return undefined;
  const key = Object.keys(value)
    .filter((each) => path === each || path.startsWith(`${each}.`))
    .toSorted((left, right) => right.length - left.length)[0];
  return key === undefined ? undefined : valueAt(value[key], path.slice(key.length + 1));
}

/** True where `actual` has everything that `expected` has: more keys are fine, arrays are of one length. */
export function holds(actual: Json | undefined, expected: Json): boolean {
  if (isJsonArray(expected)) {
    return (
      isJsonArray(actual) &&
      actual.length === expected.length &&
      expected.every((each, index) => holds(actual[index], each))
    );
  }
  if (!isJsonObject(expected)) return actual === expected;
  return isJsonObject(actual) && Object.entries(expected).every(([key, each]) => holds(actual[key], each));
}
