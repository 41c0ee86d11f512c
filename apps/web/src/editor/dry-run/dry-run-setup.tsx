// What a dry run begins with: the input, an answer for each step that reaches outside, the events that come, and what is pinned.

import { BookmarkPlus, PinOff } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Field, TextArea } from "../../ui/text-field.tsx";
import { useDesigner, useEditor } from "../designer/designer-context.ts";
import { toYamlText } from "../inspector/yaml-text.ts";
import { useDryRun, useDryRunSession } from "./dry-run-context.ts";
import styles from "./dry-run-setup.module.css";
import { keepMocks } from "./keep-mocks.ts";
import { RecordedMark, RecordedNote, ReplaySource } from "../replay/replay-setup.tsx";
import { MockField } from "./mock-field.tsx";

/** Every change runs the workflow again. */
export function DryRunSetup() {
  const { store, effects, samples, index, replay } = useDryRunSession();
  const designer = useDesigner();
  const stale = useEditor((state) => state.stale);
  const { input, events, pins } = useDryRun((state) => state.texts);
  const problems = useDryRun((state) => state.problems);
  const problemOf = (where: string) => problems.find((problem) => problem.where === where)?.message;
  return (
    <div className={styles.setup}>
      <p className={styles.lead}>
        Runs in this page, on a clock of its own. Nothing leaves it; side effects get the answers below.
      </p>
      <ReplaySource />
      {stale && (
        <p className={styles.stale} role="alert">
          The text does not parse at the moment. This is a dry run of the drawing as it was before.
        </p>
      )}
      {samples.length > 1 && (
        <div className={styles.samples} role="group" aria-label="Sample inputs">
          {samples.map((sample) => {
            const text = JSON.stringify(sample.input, null, 2);
            return (
              <button
                key={sample.name}
                type="button"
                aria-pressed={text === input}
                title={sample.description}
                onClick={() => store.edit({ input: text })}
              >
                {sample.name}
              </button>
            );
          })}
        </div>
      )}
      <Field label="Input (JSON)" error={problemOf("input")}>
        {(wiring) => (
          <TextArea
            {...wiring}
            mono
            rows={rowsOf(input, 10)}
            value={input}
            onChange={(event) => store.edit({ input: event.target.value })}
          />
        )}
      </Field>
      {Object.entries(pins).length > 0 && (
        <section>
          <h3>Pinned outputs</h3>
          <ul className={styles.pins}>
            {Object.entries(pins).map(([task, value]) => (
              <li key={task}>
                <span>{index.places.get(task)?.node.name ?? task}</span>
                <code>{toYamlText(value).split("\n")[0]}</code>
                <IconButton label={`Take the pin off ${task}`} size="sm" onClick={() => store.unpin(task)}>
                  <PinOff size={13} />
                </IconButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <div className={styles.heading}>
          <h3>
            Answers <Badge>{effects.length}</Badge>
          </h3>
          {effects.length > 0 && replay === undefined && (
            <Button
              size="sm"
              look="ghost"
              icon={<BookmarkPlus size={13} />}
              title="Writes answers and events to document.metadata, so that everyone who opens the workflow has them"
              onClick={() => keepMocks(designer, store.getState().texts)}
            >
              Keep in the workflow
            </Button>
          )}
        </div>
        {effects.length === 0 && <p className={styles.quiet}>No step of this workflow reaches outside.</p>}
        {effects.map((effect) => (
          <details key={effect.key} className={styles.answer} open={effects.length <= 3}>
            <summary>
              {effect.name} <span className={styles.quiet}>{effect.action}</span>{" "}
              <RecordedMark task={effect.task} mock={effect.key} />
            </summary>
            <RecordedNote task={effect.task} />
            <MockField effect={effect} />
          </details>
        ))}
      </section>
      <Field
        label="Events that come (YAML)"
        error={problemOf("events")}
        help={
          events === ""
            ? "A list: - event: { type: … , data: … } with after: { seconds: 5 } where it comes later."
            : undefined
        }
      >
        {(wiring) => (
          <TextArea
            {...wiring}
            mono
            rows={rowsOf(events, 8)}
            value={events}
            onChange={(event) => store.edit({ events: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

function rowsOf(text: string, most: number): number {
  return Math.min(most, Math.max(2, text.split("\n").length));
}
