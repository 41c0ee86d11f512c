"use client";
// `/runs/[id]`: the workflow's canvas with the run on it, the data of the selected step beside it, the journal below.
// The canvas, the panels and the list all read one store that folds one stream of numbered events (ADR 85).

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { LoadError } from "../app/_shell/load-error.tsx";
import { SplitPane } from "../ui/split-pane.tsx";
import { LoadingRows } from "../ui/state-panel.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { EventList } from "./panels/event-list.tsx";
import { RunSummary } from "./panels/run-summary.tsx";
import { Scrubber } from "./panels/scrubber.tsx";
import { StepPanel } from "./panels/step-panel.tsx";
import { TimelinePanel } from "./panels/timeline-panel.tsx";
import { RunAnnouncer } from "./run-announcer.tsx";
import { RunHeader, RunHeadline } from "./run-header.tsx";
import type { RunOpening } from "./run-header.tsx";
import { createRunStore } from "./store/run-store.ts";
import { RunIdContext, RunStoreContext, useRun } from "./store/use-run.ts";
import { useRunStream } from "./use-run-stream.ts";
import styles from "./run-page.module.css";

// The drawing is half of the page's code: the rest is at work before it is there. It is asked for as soon as this module runs.
const loadCanvas = () => import("./run-canvas.tsx");
const canvas = typeof window === "undefined" ? undefined : loadCanvas();
// Where it cannot be had, that is said where it is drawn.
canvas?.catch(() => undefined);
const RunCanvas = lazy(async () => ({ default: (await (canvas ?? loadCanvas())).RunCanvas }));

export interface RunPageProps {
  readonly id: string;
  /** The run as the server read it for this page; without it the page asks, and says what went wrong. */
  readonly opening: RunOpening | undefined;
  /** Reference of the step that the link is about, which is selected at first; "" for the run itself. */
  readonly step: string;
}

/** The page of one run, live until it ends. */
export function RunPage({ id, opening, step }: RunPageProps) {
  const trpc = useTrpc();
  const run = useQuery<RunOpening>({
    queryKey: ["run", id],
    queryFn: () => trpc.run.get.query({ id }),
    enabled: opening === undefined,
  });
  const isBrowser = useSyncExternalStore(neverChanges, yes, no);
  const known = opening ?? run.data;
  if (known !== undefined)
    return isBrowser ? <LoadedRun key={id} run={known} step={step} /> : <RunHeadline run={known} />;
  if (run.isError) {
    return (
      <LoadError
        error={run.error}
        what="The run"
        onRetry={() => void run.refetch()}
        missing={{ title: "There is no such run", href: "/runs", list: "All runs" }}
      />
    );
  }
  return <LoadingRows label="Loading the run" />;
}

const neverChanges = () => () => undefined;
const yes = () => true;
const no = () => false;

function LoadedRun({ run, step }: { readonly run: RunOpening; readonly step: string }) {
  const [store] = useState(() => {
    const created = createRunStore(run.lastSeq);
    created.getState().select(step);
    return created;
  });
  useRunStream(store, run.id, run.lastSeq);
  return (
    <RunIdContext value={run.id}>
      <RunStoreContext value={store}>
        <div className={styles.page}>
          <RunHeader run={run} />
          <RunAnnouncer />
          <div className={styles.body}>
            <SplitPane
              name="run"
              label="Width of the step's data"
              initial={400}
              min={280}
              max={760}
              first={
                <div className={styles.stage}>
                  <div className={styles.canvas}>
                    <Suspense>
                      <RunCanvas text={run.version.text} />
                    </Suspense>
                  </div>
                  <Scrubber />
                  <Journal />
                </div>
              }
              second={<Side workflow={run.workflow} />}
            />
          </div>
        </div>
      </RunStoreContext>
    </RunIdContext>
  );
}

function Side({ workflow }: Pick<RunOpening, "workflow">) {
  const selected = useRun((state) => state.selected);
  return selected === "" ? <RunSummary /> : <StepPanel key={selected} reference={selected} workflow={workflow} />;
}

function Journal() {
  const [tab, setTab] = useState("timeline");
  const count = useRun((state) => state.events.length);
  return (
    <div className={styles.journal}>
      <Tabs
        label="Journal of the run"
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "timeline", label: "Timeline", content: <TimelinePanel /> },
          {
            value: "events",
            label: "Events",
            note: count > 0 && <span className={styles.count}>{count}</span>,
            content: <EventList />,
          },
        ]}
      />
    </div>
  );
}
