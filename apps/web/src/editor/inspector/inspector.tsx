"use client";
// The panel beside the canvas: the form of the selected task, or of the document where none is selected.

import { documentSchema, dslVersionOf, kindOfTask, resolveReference, taskSchema, type Edit } from "@ironweave/schema";
import type { Json, JsonObject } from "@ironweave/jq";
import { useMemo, type ReactNode } from "react";
import { useStore } from "zustand";
import { KIND_WORDS, KindIcon } from "../../ui/kind-icon.tsx";
import { useToast } from "../../ui/toaster.tsx";
import type { EditorStore, Refusal } from "../store/editor-state.ts";
import type { FormDrafts } from "../store/form-drafts.ts";
import { withArguments } from "./catalog-arguments.ts";
import { DocumentForm } from "./document-form.tsx";
import { FieldFor } from "./field-for.tsx";
import { FormContext, type FormContextValue } from "./form-context.ts";
import { NameField } from "./name-field.tsx";
import { renameEntry } from "./rename-entry.ts";
import { TaskForm } from "./task-form.tsx";
import { TaskNote } from "./task-note.tsx";
import { TaskProblems } from "./task-problems.tsx";
import styles from "./inspector.module.css";

/** `expressions` tells what an expression is tried on, and what may be written in it. */
export interface InspectorProps {
  readonly store: EditorStore;
  readonly drafts: FormDrafts;
  readonly expressions: FormContextValue["expressions"];
  /** Shown where several steps are selected. */
  readonly several: ReactNode;
}

/** Fills its parent and scrolls. */
export function Inspector({ store, drafts, expressions, several }: InspectorProps) {
  const drawing = useStore(store, (state) => state.drawing);
  const stale = useStore(store, (state) => state.stale);
  const selection = useStore(store, (state) => state.selection);
  const toast = useToast();
  const { value } = drawing.source;
  const version = dslVersionOf(value ?? null);
  const reference = selection.length === 1 ? selection[0] : undefined;
  const place = reference === undefined ? undefined : drawing.index.places.get(reference);
  const task = reference === undefined || value === undefined ? undefined : resolveReference(value, reference);
  const kind = task === undefined ? undefined : kindOfTask(task);
  const action = place?.node.kind === "call" ? place.node.action : undefined;
  const root = useMemo(
    (): JsonObject => (kind === undefined ? documentSchema(version) : withArguments(taskSchema(kind, version), action)),
    [kind, version, action],
  );
  const form = useMemo(() => {
    const change = (edit: Edit, label: string, visit: number | undefined): Refusal => {
      const refusal = store.perform([edit], label, "form", visit);
      if (refusal !== undefined && visit === undefined) toast({ text: refusal, tone: "danger" });
      return refusal;
    };
    return {
      root,
      store,
      drafts,
      task: reference ?? "",
      expressions,
      Field: FieldFor,
      taskNames: (place?.scope.nodes ?? []).filter((node) => node.id !== reference).map((node) => node.name),
      set: (at: string, next: Json, label: string, visit?: number) =>
        change({ type: "set", at, value: next }, label, visit),
      rename: (at: string, name: string, label: string) => {
        const refusal = renameEntry(store, at, name, label);
        if (refusal !== undefined) toast({ text: refusal, tone: "danger" });
      },
      unset: (at: string, label: string, visit?: number) => change({ type: "unset", at }, label, visit),
    };
  }, [root, expressions, place, reference, store, drafts, toast]);

  if (selection.length > 1) {
    return (
      <aside className={styles.inspector} aria-label="Inspector">
        <h2 className={styles.title}>{selection.length} steps selected</h2>
        <p className={styles.help}>What is done here is done to all of them; select one to edit it.</p>
        {several}
      </aside>
    );
  }
  return (
    <FormContext value={form}>
      <aside className={styles.inspector} aria-label="Inspector" data-stale={stale || undefined}>
        {reference === undefined || place === undefined || task === undefined ? (
          <DocumentForm value={value} />
        ) : (
          <div key={reference} className={styles.form}>
            <header className={styles.header}>
              <KindIcon kind={place.node.kind} action={place.node.action} />
              <NameField store={store} reference={reference} name={place.node.name} />
              <span className={styles.kind}>{KIND_WORDS[place.node.kind]}</span>
            </header>
            <TaskNote source={drawing.source} reference={reference} />
            <TaskProblems store={store} reference={reference} />
            {kind === undefined ? (
              <p className={styles.help}>This step has no kind yet. Add one (call, set, do …) in the text.</p>
            ) : (
              <TaskForm reference={reference} value={task} />
            )}
          </div>
        )}
      </aside>
    </FormContext>
  );
}
