// One step of a dry run: what came in, what it asked, what it was answered, what went out; to run to it, and to pin its output.

import { ArrowRightToLine, Pin, PinOff } from "lucide-react";
import { ErrorCard } from "../../runs/panels/error-card.tsx";
import { JsonView } from "../../runs/panels/json-view.tsx";
import { place } from "../../runs/model/event-words.ts";
import { formatDuration } from "../../runs/model/format-duration.ts";
import { Button } from "../../ui/button.tsx";
import { StatusBadge } from "../../ui/status.tsx";
import { useDesigner } from "../designer/designer-context.ts";
import { useDryRun, useDryRunSession } from "./dry-run-context.ts";
import styles from "./dry-run-side.module.css";
import { executionsOf, type DryExecution } from "./executions-of.ts";
import { MockField } from "./mock-field.tsx";
import { useEventsSoFar } from "./use-events-so-far.ts";

/** Kinds whose output says less than where they lead; pinning it would hide the way. */
const NOT_PINNABLE = new Set(["switch", "raise", "unknown"]);

/** Shown while a step is chosen. */
export function DryStep({ task }: { readonly task: string }) {
  const { notify } = useDesigner();
  const { store, index, effects } = useDryRunSession();
  const events = useEventsSoFar();
  const chosen = useDryRun((state) => state.execution);
  const isPinned = useDryRun((state) => Object.hasOwn(state.texts.pins, task));
  const all = executionsOf(events, task);
  const current = all.find(({ execution }) => execution === chosen) ?? all.at(-1);
  const node = index.places.get(task)?.node;
  const name = node?.name ?? task;
  const effect = effects.find((each) => each.task === task);
  const output = current?.output;
  const runTo = () => {
    if (!store.runTo(task)) notify(`With this input and these answers the run does not come to ${name}.`);
  };
  return (
    <section className={styles.side} aria-label={`Step ${name}`}>
      <header className={styles.header}>
        <h2>{name}</h2>
        {current !== undefined && <StatusBadge status={current.status} />}
      </header>
      <div className={styles.actions}>
        <Button size="sm" icon={<ArrowRightToLine size={13} />} onClick={runTo}>
          Run to here
        </Button>
        {isPinned ? (
          <Button size="sm" icon={<PinOff size={13} />} onClick={() => store.unpin(task)}>
            Take the pin off
          </Button>
        ) : (
          output !== undefined &&
          !NOT_PINNABLE.has(node?.kind ?? "unknown") && (
            <Button
              size="sm"
              icon={<Pin size={13} />}
              title="Keeps this output with your draft: the step is not run any more when you try things out"
              onClick={() => {
                if (!store.pin(task, output)) notify("This output is too large to be pinned.", { danger: true });
              }}
            >
              Pin its output
            </Button>
          )
        )}
      </div>
      {all.length > 1 && current !== undefined && <Executions all={all} current={current} task={task} />}
      {current === undefined ? (
        <p className={styles.quiet}>This step has not run at this moment.</p>
      ) : (
        <Data execution={current} />
      )}
      {effect !== undefined && !isPinned && (
        <section className={styles.block}>
          <h3>Answer from outside</h3>
          <MockField effect={effect} />
        </section>
      )}
    </section>
  );
}

function Data({ execution }: { readonly execution: DryExecution }) {
  const { store } = useDryRunSession();
  const call = useDryRun((state) => state.result?.calls.find((each) => each.execution === execution.execution));
  const { startedAt, endedAt, input, output, error } = execution;
  return (
    <>
      {endedAt !== undefined && endedAt > startedAt && (
        <p className={styles.quiet}>Took {formatDuration(endedAt - startedAt)} on the virtual clock.</p>
      )}
      {error !== undefined && <ErrorCard error={error} onOpen={(reference) => store.select(reference)} />}
      {endedAt !== undefined && error === undefined && (
        <section className={styles.block}>
          <h3>Went out</h3>
          <JsonView value={output} label="output" />
        </section>
      )}
      <section className={styles.block}>
        <h3>Came in</h3>
        <JsonView value={input} label="input" />
      </section>
      {call !== undefined && (
        <section className={styles.block}>
          <h3>Asked the outside for</h3>
          <JsonView value={call.arguments} label="arguments" />
        </section>
      )}
    </>
  );
}

interface ExecutionsProps {
  readonly all: readonly DryExecution[];
  readonly current: DryExecution;
  readonly task: string;
}

function Executions({ all, current, task }: ExecutionsProps) {
  const { store } = useDryRunSession();
  const at = all.indexOf(current);
  const go = (by: number) => store.select(task, all[at + by]?.execution);
  return (
    <div className={styles.actions} role="group" aria-label="Executions of this step">
      <Button size="sm" look="ghost" disabled={at === 0} onClick={() => go(-1)}>
        Previous
      </Button>
      <span className={styles.quiet}>
        {at + 1} of {all.length}
        {place(current)}
      </span>
      <Button size="sm" look="ghost" disabled={at === all.length - 1} onClick={() => go(1)}>
        Next
      </Button>
    </div>
  );
}
