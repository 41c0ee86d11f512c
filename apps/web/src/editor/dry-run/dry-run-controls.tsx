// Where the reader stands in the dry run: to the start, a step back, a step on, to the end; a slider over all events; the virtual
// clock; and how it ends.

import { ChevronFirst, ChevronLast, FlaskConical, StepBack, StepForward, X } from "lucide-react";
import { eventWords } from "../../runs/model/event-words.ts";
import { formatDuration } from "../../runs/model/format-duration.ts";
import { Badge, type BadgeProps } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { useDesigner } from "../designer/designer-context.ts";
import type { DryRunEnd } from "./dry-run.ts";
import { useDryRun, useDryRunSession } from "./dry-run-context.ts";
import styles from "./dry-run-controls.module.css";

/** Above the drawing. */
export function DryRunControls() {
  const { ui } = useDesigner();
  const { store } = useDryRunSession();
  const events = useDryRun((state) => state.result?.events);
  const cursor = useDryRun((state) => state.cursor);
  const busy = useDryRun((state) => state.busy);
  const last = events?.length ?? 0;
  const at = cursor ?? last;
  const event = events?.[at - 1];
  const first = events?.[0];
  const words = event === undefined ? "Before the start" : eventWords(event);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Dry run">
      <span className={styles.mark}>
        {busy ? <Spinner /> : <FlaskConical size={14} aria-hidden="true" />}
        <strong>Dry run</strong>
      </span>
      <div className={styles.steps}>
        <IconButton label="To the start" size="sm" disabled={at === 0} onClick={() => store.moveTo(0)}>
          <ChevronFirst size={15} />
        </IconButton>
        <IconButton label="Step back" size="sm" disabled={at === 0} onClick={() => store.step(-1)}>
          <StepBack size={14} />
        </IconButton>
        <IconButton label="Step" size="sm" disabled={cursor === undefined} onClick={() => store.step(1)}>
          <StepForward size={14} />
        </IconButton>
        <IconButton
          label="To the end"
          size="sm"
          disabled={cursor === undefined}
          onClick={() => store.moveTo(undefined)}
        >
          <ChevronLast size={15} />
        </IconButton>
      </div>
      <input
        type="range"
        className={styles.slider}
        min={0}
        max={last}
        value={at}
        aria-label="Moment of the dry run"
        aria-valuetext={`event ${at} of ${last}, ${words}`}
        onChange={(change) => {
          const seq = Number(change.currentTarget.value);
          store.moveTo(seq >= last ? undefined : seq);
        }}
      />
      <span className={styles.moment} title={words} aria-live="polite">
        {words}
      </span>
      {event !== undefined && first !== undefined && (
        <span className={styles.clock} title="Time on the virtual clock since the start">
          +{formatDuration(event.at - first.at)}
        </span>
      )}
      <End />
      <Button
        size="sm"
        className={styles.back}
        aria-label="Back to editing"
        icon={<X size={13} />}
        onClick={() => ui.setState({ mode: "edit" })}
      >
        Back to editing
      </Button>
    </div>
  );
}

const ENDS: {
  readonly [T in DryRunEnd["type"]]: { readonly words: string; readonly tone: NonNullable<BadgeProps["tone"]> };
} = {
  completed: { words: "Completes", tone: "ok" },
  faulted: { words: "Fails", tone: "danger" },
  waiting: { words: "Waits for an event", tone: "warn" },
  stopped: { words: "Stopped: no end in sight", tone: "danger" },
};

function End() {
  const end = useDryRun((state) => state.result?.end);
  const failure = useDryRun((state) => state.failure);
  const words = failure === undefined ? (end === undefined ? "" : ENDS[end.type].words) : "Stopped";
  return (
    <span role="status" className={styles.end}>
      {words !== "" && <Badge tone={end === undefined ? "danger" : ENDS[end.type].tone}>{words}</Badge>}
    </span>
  );
}
