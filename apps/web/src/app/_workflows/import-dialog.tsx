"use client";
// Imports workflows from files, by dropping them, or from pasted text. What each file becomes, and what of it has no equal, is
// shown before anything is created.

import { CircleAlert, FileUp, Info, TriangleAlert } from "lucide-react";
import { useState, type DragEvent } from "react";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, TextArea } from "../../ui/text-field.tsx";
import styles from "./import-dialog.module.css";
import { planImport, type GivenFile, type ImportNote, type PlannedImport } from "./plan-import.ts";

const SIGNS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MAX_NOTES = 200;

/** Controlled by the page; `files` are those taken so far. `onCreate` creates the texts that are given. */
export interface ImportDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly files: readonly GivenFile[];
  readonly onFiles: (files: readonly GivenFile[]) => void;
  readonly onChoose: () => void;
  readonly onDrop: (event: DragEvent) => void;
  readonly onCreate: (plans: readonly PlannedImport[]) => void;
  readonly busy: boolean;
  /** Why the last attempt failed. */
  readonly error: string | undefined;
}

/** Choose, look, create. */
export function ImportDialog(props: ImportDialogProps) {
  const { open, onOpenChange, files, onFiles, onChoose, onDrop, onCreate, busy, error } = props;
  const [pasted, setPasted] = useState("");
  const plans = planImport(files);
  const ready = plans.filter(({ text }) => text !== undefined);
  const isLooking = files.length > 0;
  const close = (next: boolean) => {
    if (!next) setPasted("");
    onOpenChange(next);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      wide
      title="Import workflows"
      description="Workflow documents, and workflows of Direktiv (v0.7 to v0.10), which are recognised and translated."
      actions={
        isLooking ? (
          <>
            <Button onClick={() => onFiles([])}>Back</Button>
            <Button look="primary" busy={busy} disabled={ready.length === 0} onClick={() => onCreate(ready)}>
              {ready.length === 1 ? "Create workflow" : `Create ${ready.length} workflows`}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button
              look="primary"
              disabled={pasted.trim() === ""}
              onClick={() => onFiles([{ name: "pasted.yaml", text: pasted }])}
            >
              Look at it
            </Button>
          </>
        )
      }
    >
      <div className={styles.body} onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
        {error !== undefined && (
          <p role="alert" className={styles.problem}>
            {error}
          </p>
        )}
        {isLooking ? (
          plans.map((plan, index) => <Plan key={`${index} ${plan.file}`} plan={plan} />)
        ) : (
          <>
            <div className={styles.drop}>
              <FileUp size={20} aria-hidden="true" />
              <p>Drop files here. Direktiv workflows that call each other belong together: drop them at once.</p>
              <Button onClick={onChoose}>Choose files</Button>
            </div>
            <Field
              label="Or paste a workflow"
              help="YAML or JSON. Nothing is created before you have seen what it becomes."
            >
              {(wiring) => (
                <TextArea
                  {...wiring}
                  mono
                  rows={8}
                  value={pasted}
                  onChange={(event) => setPasted(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
      </div>
    </Dialog>
  );
}

function Plan({ plan }: { readonly plan: PlannedImport }) {
  const { file, system, name, text, notes } = plan;
  const errors = notes.filter(({ severity }) => severity === "error").length;
  return (
    <section className={styles.plan} aria-label={file}>
      <header className={styles.head}>
        <h3>{file}</h3>
        {system === "direktiv" && <Badge tone="accent">Direktiv</Badge>}
        <span className={styles.becomes}>
          {text === undefined ? "is not imported" : `becomes ${name || "a workflow"}`}
        </span>
      </header>
      <p className={styles.sum}>{summary(system, text !== undefined, notes.length, errors)}</p>
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.slice(0, MAX_NOTES).map((note, index) => (
            <Note key={`${index} ${note.code}`} note={note} />
          ))}
          {notes.length > MAX_NOTES && <li>… and {notes.length - MAX_NOTES} more</li>}
        </ul>
      )}
    </section>
  );
}

function summary(system: PlannedImport["system"], isMade: boolean, notes: number, errors: number): string {
  if (notes === 0) return system === "direktiv" ? "Behaves the same." : "No problems.";
  if (!isMade) return "Mend this first:";
  if (system === "ironweave")
    return `Taken as it is; ${notes === 1 ? "one problem" : `${notes} problems`} to mend in the designer:`;
  return errors > 0
    ? "Parts of it have no equal; the run fails there rather than doing something else:"
    : "Worth knowing:";
}

function Note({ note: { severity, line, message, code } }: { readonly note: ImportNote }) {
  const Sign = SIGNS[severity];
  return (
    <li className={styles.note}>
      <Sign size={14} className={styles[severity]} aria-label={severity} />
      <span className={styles.line}>line {line}</span>
      <span>
        {message} <code>{code}</code>
      </span>
    </li>
  );
}
