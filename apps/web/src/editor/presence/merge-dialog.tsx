// Merges another text into the person's own: what only one side has changed is taken, and each conflict is decided here. The
// result is one undoable edit; until then nothing changes.

import { lazy, Suspense, useMemo, useState, type FormEvent } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { LoadingRows } from "../../ui/state-panel.tsx";
import { useDarkScheme } from "../../ui/use-dark-scheme.ts";
import { useDesigner, useEditor } from "../designer/designer-context.ts";
import { taskAt } from "../kernels/graph-index.ts";
import { mergedText, type Choice } from "../merge/merge-texts.ts";
import { analyze } from "../store/analyze.ts";
import { ConflictChoice } from "./conflict-choice.tsx";
import styles from "./merge-dialog.module.css";
import { useMerge, type PendingMerge } from "./use-merge.ts";

const DiffView = lazy(async () => ({ default: (await import("../text/diff-view.tsx")).DiffView }));

/** Opened from a banner, and where saving a version was refused: then that goes on afterwards. */
export function MergeDialog() {
  const { ui } = useDesigner();
  const merge = useMerge();
  const close = () => ui.setState({ dialog: undefined, versionNote: undefined });
  if (merge !== undefined) return <OpenMerge merge={merge} close={close} />;
  return (
    <Dialog open onOpenChange={close} title="Merge" actions={<Button onClick={close}>Close</Button>}>
      <p>There is nothing to merge any more.</p>
    </Dialog>
  );
}

function OpenMerge({ merge, close }: { readonly merge: PendingMerge; readonly close: () => void }) {
  const { ui, notify } = useDesigner();
  const { chunks, mine, title, short } = merge;
  const conflicts = useMemo(() => chunks.filter(({ type }) => type === "conflict"), [chunks]);
  const places = usePlaces(merge);
  const [choices, setChoices] = useState<readonly (Choice | undefined)[]>(() => conflicts.map(() => undefined));
  const merged = useMemo(() => mergedText(chunks, choices), [chunks, choices]);
  const errors = useMemo(
    () =>
      merged === undefined ? 0 : analyze(merged).diagnostics.filter(({ severity }) => severity === "error").length,
    [merged],
  );
  const decided = choices.filter((choice) => choice !== undefined).length;
  const taken = chunks.filter(({ type }) => type === "theirs").length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (merged === undefined) return;
    const { versionNote } = ui.getState();
    if (!merge.finish(merged)) {
      notify("Your text has changed meanwhile. Open the merge again.", { danger: true });
      return close();
    }
    ui.setState({ dialog: versionNote === undefined ? undefined : "save-version" });
    notify("Merged into your text", { undo: merged !== mine });
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={close}
      title={`Merge: ${title}`}
      description={summary(taken, conflicts.length)}
      actions={
        <>
          <p className={styles.progress} role="status">
            {conflicts.length > 0 && `${decided} of ${conflicts.length} decided`}
            {errors > 0 && ` The merged text has ${errors === 1 ? "an error" : `${errors} errors`} to mend afterwards.`}
          </p>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" type="submit" form="merge" disabled={merged === undefined}>
            Merge
          </Button>
        </>
      }
    >
      <form id="merge" onSubmit={submit} className={styles.form}>
        {conflicts.map((chunk, at) => (
          <ConflictChoice
            key={at}
            chunk={chunk}
            title={`Conflict ${at + 1} of ${conflicts.length}${places[at] ?? ""}`}
            short={short}
            choice={choices[at]}
            onChoose={(choice) => setChoices(choices.with(at, choice))}
          />
        ))}
        {merged !== undefined && <Result before={mine} after={merged} />}
      </form>
    </Dialog>
  );
}

function summary(taken: number, conflicts: number): string {
  const changes = taken === 1 ? "1 change" : `${taken} changes`;
  if (conflicts === 0) return `${changes} to take in; none meets one of yours. One undo takes it back.`;
  const open = conflicts === 1 ? "One place was" : `${conflicts} places were`;
  const others = taken === 1 ? " One more change merges by itself." : ` ${taken} more changes merge by themselves.`;
  return `${open} changed on both sides: choose what stays.${taken === 0 ? "" : others} One undo takes it back.`;
}

/** In which step of one's own text each conflict is: ", in shape". */
function usePlaces({ chunks }: PendingMerge): readonly string[] {
  const analysis = useEditor((state) => state.analysis);
  const index = useEditor((state) => state.drawing.index);
  return useMemo(() => {
    let offset = 0;
    const places: string[] = [];
    for (const { type, mine } of chunks) {
      if (type === "conflict") {
        const task = taskAt(index, analysis.source.referenceAt(Math.min(offset + 6, analysis.text.length)));
        const name = task === undefined ? undefined : index.places.get(task)?.node.name;
        places.push(name === undefined ? "" : `, in ${name}`);
      }
      offset += mine.length;
    }
    return places;
  }, [chunks, analysis, index]);
}

function Result({ before, after }: { readonly before: string; readonly after: string }) {
  const dark = useDarkScheme();
  if (before === after) return <p className={styles.progress}>The result is your text as it is.</p>;
  return (
    <section aria-label="Result" className={styles.result}>
      <h3>Your text, and what it will be</h3>
      <div className={styles.diff}>
        <Suspense fallback={<LoadingRows rows={3} label="Loading the texts" />}>
          <DiffView
            before={{ title: "Your text", text: before }}
            after={{ title: "What it will be", text: after }}
            dark={dark}
          />
        </Suspense>
      </div>
    </section>
  );
}
