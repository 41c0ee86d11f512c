// Sends plans to the worker, one at a time; of those that wait only the newest is sent. A plan that takes too long costs the
// worker its life, and the next plan gets a new one; loading the worker does not count. The invariant: only the newest plan's answer
// is reported.

import type { DryRunPlan, DryRunResult } from "./dry-run.ts";

/** `overdue`: it took longer than allowed and was stopped. `broken`: our own mistake. */
export type DryRunAnswer =
  | { readonly type: "result"; readonly result: DryRunResult }
  | { readonly type: "overdue"; readonly afterMs: number }
  | { readonly type: "broken" };

/** Runs plans elsewhere. */
export interface DryRunClient {
  /** Calls back once with the plan's answer, unless another plan comes before it. */
  run(plan: DryRunPlan, report: (answer: DryRunAnswer) => void): void;
  stop(): void;
}

/** What the worker says: that it has begun with a plan, and what came of it (nothing where our own code broke). */
export type WorkerMessage =
  | { readonly type: "begun"; readonly id: number }
  | { readonly type: "ended"; readonly id: number; readonly result?: DryRunResult };

/** The longest that one plan may take, in real time. */
const LONGEST_MS = 5000;

type Asked = { readonly id: number; readonly plan: DryRunPlan; readonly report: (answer: DryRunAnswer) => void };

/** A client over a worker, which is started by the first plan. */
export function createDryRunClient(longestMs = LONGEST_MS): DryRunClient {
  let worker: Worker | undefined;
  let newest: Asked | undefined;
  let running: { readonly id: number; timer?: ReturnType<typeof setTimeout> } | undefined;
  let ids = 0;

  function settle(id: number, answer: DryRunAnswer): void {
    if (running?.id !== id) return;
    clearTimeout(running.timer);
    running = undefined;
    if (newest?.id !== id) return send();
    const { report } = newest;
    newest = undefined;
    report(answer);
  }

  function send(): void {
    if (running !== undefined || newest === undefined) return;
    const { id, plan } = newest;
    worker ??= start();
    running = { id };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage({ id, plan });
  }

  function start(): Worker {
    const started = new Worker(new URL("./dry-run-worker.ts", import.meta.url), { type: "module", name: "dry-run" });
    started.addEventListener("message", ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.type === "begun") watch(data.id);
      else settle(data.id, data.result === undefined ? { type: "broken" } : { type: "result", result: data.result });
    });
    started.addEventListener("error", () => {
      drop();
      if (running !== undefined) settle(running.id, { type: "broken" });
    });
    return started;
  }

  function watch(id: number): void {
    if (running?.id !== id) return;
    running.timer = setTimeout(() => {
      drop();
      settle(id, { type: "overdue", afterMs: longestMs });
    }, longestMs);
  }

  function drop(): void {
    worker?.terminate();
    worker = undefined;
  }

  return {
    run(plan, report) {
      newest = { id: (ids += 1), plan, report };
      send();
    },
    stop() {
      newest = undefined;
      if (running !== undefined) clearTimeout(running.timer);
      running = undefined;
      drop();
    },
  };
}
