"use client";
// The log of one execution of a step, live until the run is over. The stream resumes by entry number on its own; what it sends
// again is left out. Lines are handed over in batches, at most ten times a second.

import { useContext, useEffect, useState } from "react";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { logRows } from "./model/log-rows.ts";
import type { LogRow, RunLogEntry } from "./model/log-rows.ts";
import { RunIdContext } from "./store/use-run.ts";

const BATCH_MS = 100;

export interface StepLogState {
  readonly rows: readonly LogRow[];
  readonly state: "loading" | "live" | "retrying" | "ended";
}

/** Follows while the component is there; it is to be mounted anew for another execution. */
export function useStepLog(execution: number): StepLogState {
  const trpc = useTrpc();
  const id = useContext(RunIdContext);
  const [log, setLog] = useState<StepLogState>({ rows: [], state: "loading" });
  useEffect(() => {
    let rows: readonly LogRow[] = [];
    let last: RunLogEntry | undefined;
    let state: StepLogState["state"] = "loading";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (next: StepLogState["state"]) => {
      state = next;
      timer ??= setTimeout(() => {
        timer = undefined;
        setLog({ rows, state });
      }, BATCH_MS);
    };
    const subscription = trpc.run.onLog.subscribe(
      { id, execution },
      {
        onData: ({ data }) => {
          const news = data
            .filter(({ seq }) => seq > (last?.seq ?? 0))
            .map((entry) => ({ ...entry, lines: [...entry.lines] }));
          rows = rows.concat(logRows(news, last));
          last = news.at(-1) ?? last;
          show("live");
        },
        onConnectionStateChange: ({ state: connection }) => {
          if (state !== "ended") show(connection === "pending" ? "live" : rows.length === 0 ? "loading" : "retrying");
        },
        onError: () => show("retrying"),
        onComplete: () => show("ended"),
      },
    );
    return () => {
      subscription.unsubscribe();
      clearTimeout(timer);
    };
  }, [trpc, id, execution]);
  return log;
}
