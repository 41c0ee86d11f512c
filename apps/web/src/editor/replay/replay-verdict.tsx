// Whether the fix would have worked: how the run ended and how it ends now, the calls that nobody can answer, and each step that went
// another way.

import type { RunEvent } from "@ironweave/schema/run";
import { ArrowRight, CircleCheck, CircleQuestionMark, CircleX } from "lucide-react";
import { useMemo } from "react";
import { useDryRun, useDryRunSession } from "../dry-run/dry-run-context.ts";
import type { DryRunEnd } from "../dry-run/dry-run.ts";
import type { UnansweredCall } from "../dry-run/recorded-calls.ts";
import { compareRuns, gaveAnother, words } from "./compare-runs.ts";
import styles from "./replay.module.css";

/** Nothing where no run is replayed, or while it is. */
export function ReplayVerdict() {
  const { replay } = useDryRunSession();
  const result = useDryRun((state) => state.result);
  const differences = useMemo(
    () => (replay === undefined || result === undefined ? [] : compareRuns(replay.run, result.events)),
    [replay, result],
  );
  const { store } = useDryRunSession();
  if (replay === undefined || result === undefined) return null;
  const { unanswered, end } = result;
  const before = endOf(replay.run.events);
  const another = gaveAnother(replay.run, result.events);
  const { tone, title } = verdictOf(before, end, unanswered.length > 0, another);
  const Sign = SIGNS[tone];
  return (
    <section className={styles.verdict} aria-label="Compared with the run">
      <div className={styles.title} data-tone={tone} role="status">
        <Sign size={18} aria-hidden="true" />
        <h2>{title}</h2>
      </div>
      <p className={styles.ends}>
        The run {END_WORDS[before]}; the edited definition{" "}
        {unanswered.length > 0 ? "asks what the run never did" : NOW_WORDS[end.type]}
        {another && ", and gives something else"}.
      </p>
      {unanswered.length > 0 && (
        <>
          <p className={styles.note}>Choose a step and type its answer to go on.</p>
          <ul className={styles.steps} aria-label="Steps without a recorded answer">
            {distinct(unanswered).map(({ task, name, iteration, attempt }) => (
              <li key={task}>
                <button type="button" onClick={() => store.select(task)}>
                  <strong>{name}</strong>
                  <span>
                    {iteration.length > 0 && `pass ${iteration.map((index) => index + 1).join(".")} `}
                    {attempt > 1 && `attempt ${attempt} `}needs an answer
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>
        {differences.length === 0 ? "Every step went as in the run, and gave the same" : "Steps that went another way"}
      </h3>
      {differences.some(({ otherOutputs }) => otherOutputs > 0) && (
        <p className={styles.note}>Times, ids and random values are never the same twice.</p>
      )}
      <ul className={styles.steps} aria-label="Steps that went another way">
        {differences.map(({ name, task, before: was, now, otherOutputs }) => (
          <li key={`${task ?? ""}${name}`}>
            <button type="button" disabled={task === undefined} onClick={() => store.select(task)}>
              <strong>{name}</strong>
              <span>
                {words(was)} <ArrowRight size={12} aria-label="and now" /> {words(now)}
                {otherOutputs > 0 && `, ${otherOutputs === 1 ? "other output" : `other output ${otherOutputs} times`}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type End = "completed" | "faulted" | "cancelled" | "open";

const END_WORDS: { readonly [E in End]: string } = {
  completed: "completed",
  faulted: "failed",
  cancelled: "was cancelled",
  open: "had not ended",
};

const NOW_WORDS: { readonly [E in DryRunEnd["type"]]: string } = {
  completed: "completes",
  faulted: "fails",
  waiting: "waits for an event",
  stopped: "comes to no end",
};

type Tone = "ok" | "danger" | "warn";
const SIGNS = { ok: CircleCheck, danger: CircleX, warn: CircleQuestionMark } as const;

function endOf(events: readonly RunEvent[]): End {
  const last = events.at(-1)?.type;
  if (last === "workflow.completed") return "completed";
  if (last === "workflow.faulted") return "faulted";
  return last === "workflow.cancelled" ? "cancelled" : "open";
}

function verdictOf(
  before: End,
  { type }: DryRunEnd,
  isOpen: boolean,
  another: boolean,
): { readonly tone: Tone; readonly title: string } {
  if (isOpen) return { tone: "warn", title: "It cannot be told yet" };
  if (type === "completed" && another) return { tone: "warn", title: "It completes, with another output" };
  if (type === "completed")
    return { tone: "ok", title: before === "completed" ? "It completes as before" : "This fix would have worked" };
  if (type === "waiting") return { tone: "warn", title: "It waits for an event" };
  return { tone: "danger", title: before === "faulted" ? "It would still have failed" : "It would have failed" };
}

function distinct(calls: readonly UnansweredCall[]): readonly UnansweredCall[] {
  return [...new Map(calls.toReversed().map((call) => [call.task, call])).values()].toReversed();
}
