// Above the setup of a replay: which run its answers are of, and the way back to mocks. And beside each step: what the run knows of it.

import { History } from "lucide-react";
import Link from "next/link";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { useDesigner } from "../designer/designer-context.ts";
import { useDryRun, useDryRunSession } from "../dry-run/dry-run-context.ts";
import type { ReplayedStep } from "./recorded-answers.ts";
import styles from "./replay.module.css";

/** Nothing where no run is replayed. */
export function ReplaySource() {
  const { ui } = useDesigner();
  const { replay } = useDryRunSession();
  if (replay === undefined) return null;
  const { run } = replay;
  return (
    <div className={styles.source}>
      <p>
        <History size={14} aria-hidden="true" />
        <span>
          Answers are those of <Link href={`/runs/${run.id}`}>a run of version {run.version}</Link>, as they were
          recorded. Type an answer to replace one.
        </span>
      </p>
      <Button size="sm" onClick={() => ui.setState({ replay: undefined })}>
        Use mocks instead
      </Button>
    </div>
  );
}

/** `3 recorded`, or what is missing. */
export function RecordedMark({ task, mock }: { readonly task: string; readonly mock: string }) {
  const { replay } = useDryRunSession();
  const isMocked = useDryRun((state) => (state.texts.mocks[mock] ?? "").trim() !== "");
  const isAsked = useDryRun((state) => state.result?.unanswered.some((call) => call.task === task) === true);
  const step = replay?.steps.find((each) => each.task === task);
  if (step === undefined) return null;
  if (isMocked) return <Badge>typed</Badge>;
  if (isAsked) return <Badge tone="warn">needs an answer</Badge>;
  if (step.missing !== undefined) return <Badge>not recorded</Badge>;
  return <Badge tone="accent">{step.answers.length} recorded</Badge>;
}

/** A sentence where something about the recorded answers must be known. */
export function RecordedNote({ task }: { readonly task: string }) {
  const { replay } = useDryRunSession();
  const step = replay?.steps.find((each) => each.task === task);
  const note = step === undefined ? undefined : noteOf(step);
  return note === undefined ? null : <p className={styles.note}>{note}</p>;
}

function noteOf({ missing, asksOtherwise, transformed }: ReplayedStep): string | undefined {
  if (missing === "not-reached") return "The run never came to this step, so there is no answer.";
  if (missing === "transformed-otherwise")
    return "The run kept what output.as made of the answer, and output.as was edited since: type the answer itself.";
  if (missing === "failed-inside") return "It failed inside of the run, so its answer was not kept.";
  if (asksOtherwise) return "What this step asks was edited since: the answers are those to the old question.";
  return transformed ? "The run kept what output.as made of the answer; it is not applied again." : undefined;
}
