"use client";
// Imports workflows from files, by dropping them, or from pasted text. What each file becomes, and what of it has no equal, is
// shown before anything is created.

import { CircleAlert, FileUp, Info, TriangleAlert } from "lucide-react";
import { useMemo, useState, type DragEvent, type ReactNode } from "react";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, TextArea } from "../../ui/text-field.tsx";
import styles from "./import-dialog.module.css";
import { NameChoice as NameChoiceField } from "./name-choice.tsx";
import { planImport, type GivenFile, type ImportNote, type PlannedImport } from "./plan-import.ts";
import { resolveImport, type NameChoice, type ResolvedImport } from "./resolve-import.ts";
import { useKnownWorkflows } from "./use-known-workflows.ts";

const SIGNS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;
const MAX_NOTES = 200;

/** Controlled by the page; `files` are those taken so far. `onCreate` creates the texts that are given. */
export interface ImportDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly files: readonly GivenFile[];
  readonly onFiles: (files: readonly GivenFile[]) => void;
  readonly onChoose?: () => void;
  readonly onDrop?: (event: DragEvent) => void;
  readonly onCreate: (resolved: readonly ResolvedImport[]) => void;
  readonly busy: boolean;
  /** Why the last attempt failed. */
  readonly error: string | undefined;
}

/** Choose, look, create. */
export function ImportDialog(props: ImportDialogProps) {
  const { open, onOpenChange, files, onFiles, onChoose, onDrop, onCreate, busy, error } = props;
  const [pasted, setPasted] = useState("");
  const [choices, setChoices] = useState<ReadonlyMap<number, NameChoice>>(new Map());
  const plans = useMemo(() => planImport(files), [files]);
  const { known, isLooking: isAsking } = useKnownWorkflows(plans);
  const resolved = useMemo(() => resolveImport(plans, known, choices), [plans, known, choices]);
  const ready = resolved.filter(({ text }) => text !== undefined);
  const isStuck = resolved.some(({ problem }) => problem !== undefined);
  const isLooking = files.length > 0;
  const close = (next: boolean) => {
    if (!next) setPasted("");
    if (!next) setChoices(new Map());
    onOpenChange(next);
  };
  const look = (given: readonly GivenFile[]) => {
    setChoices(new Map());
    onFiles(given);
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
            {onChoose !== undefined ? (
              <Button onClick={() => look([])}>Back</Button>
            ) : (
              <Button onClick={() => close(false)}>Cancel</Button>
            )}
            <Button
              look="primary"
              busy={busy}
              disabled={ready.length === 0 || isStuck || isAsking}
              onClick={() => onCreate(ready)}
            >
              {actionOf(ready)}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => close(false)}>Cancel</Button>
            <Button
              look="primary"
              disabled={pasted.trim() === ""}
              onClick={() => look([{ name: "pasted.yaml", text: pasted }])}
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
          resolved.map((one, index) => (
            <Plan key={`${index} ${one.plan.file}`} resolved={one}>
              {one.taken && (
                <NameChoiceField
                  resolved={one}
                  group={`name-${index}`}
                  alone={resolved.length === 1}
                  onChoose={(choice) => setChoices((all) => new Map([...all, [index, choice]]))}
                />
              )}
            </Plan>
          ))
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

function actionOf(ready: readonly ResolvedImport[]): string {
  const [only] = ready;
  if (ready.length === 1 && only?.as === "version") return "Save version";
  if (ready.every(({ as }) => as === "workflow"))
    return ready.length === 1 ? "Create workflow" : `Create ${ready.length} workflows`;
  return `Import ${ready.length} workflows`;
}

function becomes({ plan, text, choice, taken, as }: ResolvedImport): string {
  if (plan.text === undefined || (taken && choice.type === "skip")) return "is not imported";
  if (as === "version") return `becomes a version of ${plan.name}`;
  const name = taken && choice.type === "rename" ? choice.name : plan.name;
  return text === undefined ? "needs another name" : `becomes ${name || "a workflow"}`;
}

function Plan({ resolved, children }: { readonly resolved: ResolvedImport; readonly children: ReactNode }) {
  const { file, system, text, notes } = resolved.plan;
  const errors = notes.filter(({ severity }) => severity === "error").length;
  return (
    <section className={styles.plan} aria-label={file}>
      <header className={styles.head}>
        <h3>{file}</h3>
        {system === "direktiv" && <Badge tone="accent">Direktiv</Badge>}
        <span className={styles.becomes}>{becomes(resolved)}</span>
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
      {children}
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
