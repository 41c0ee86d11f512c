// Beside the drawing: the data on the chosen edge, the chosen step, or how the whole dry run went.

import { JsonView } from "../../runs/panels/json-view.tsx";
import { ErrorCard } from "../../runs/panels/error-card.tsx";
import { useDryRun, useDryRunSession } from "./dry-run-context.ts";
import { ReplayVerdict } from "../replay/replay-verdict.tsx";
import { DryStep } from "./dry-step.tsx";
import { edgeTraffic } from "./edge-traffic.ts";
import styles from "./dry-run-side.module.css";
import { useEventsSoFar } from "./use-events-so-far.ts";

/** Fills its parent. */
export function DryRunSide() {
  const selected = useDryRun((state) => state.selected);
  const edge = useDryRun((state) => state.edge);
  if (edge !== undefined) return <EdgeData id={edge} />;
  if (selected !== undefined) return <DryStep key={selected} task={selected} />;
  return (
    <>
      <ReplayVerdict />
      <Summary />
    </>
  );
}

function EdgeData({ id }: { readonly id: string }) {
  const { index } = useDryRunSession();
  const traffic = edgeTraffic(useEventsSoFar(), index).get(id);
  const nameOf = (end: string) => index.places.get(end)?.node.name ?? end;
  if (traffic === undefined) return <p className={styles.quiet}>Nothing has gone along this edge at this moment.</p>;
  const { edge, value, times } = traffic;
  return (
    <section className={styles.side} aria-label="Data on the edge">
      <h2>
        {nameOf(edge.from)} → {nameOf(edge.to)}
      </h2>
      {times > 1 && <p className={styles.quiet}>Taken {times} times; this is the latest.</p>}
      <JsonView value={value} label="data on the edge" />
    </section>
  );
}

function Summary() {
  const { store } = useDryRunSession();
  const result = useDryRun((state) => state.result);
  const failure = useDryRun((state) => state.failure);
  if (failure !== undefined)
    return (
      <section className={styles.side} role="alert">
        <h2>Stopped</h2>
        <p>{failure}</p>
      </section>
    );
  if (result === undefined) return null;
  const { end, emitted, calls } = result;
  return (
    <section className={styles.side} aria-label="Outcome">
      <h2>Outcome</h2>
      {end.type === "completed" && <JsonView value={end.output} label="output of the dry run" />}
      {end.type === "faulted" && <ErrorCard error={end.error} onOpen={(task) => store.select(task)} />}
      {end.type === "waiting" && <p>It waits for an event that does not come. Add one under “Events that come”.</p>}
      {end.type === "stopped" && (
        <p>
          It was stopped after {end.executions.toLocaleString("en")} steps. Look at what repeats: a “then” backwards, or
          a loop whose condition stays true.
        </p>
      )}
      <p className={styles.quiet}>
        {calls.length} {calls.length === 1 ? "call" : "calls"} to the outside, answered here. Choose a step or the data
        on an edge to look inside.
      </p>
      {emitted.length > 0 && (
        <>
          <h3>Events it sent</h3>
          <JsonView value={emitted} label="events that were sent" />
        </>
      )}
    </section>
  );
}
