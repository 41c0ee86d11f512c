// What every part of the designer shares: the stores, the commands' context and the backend. Set once per workflow.

import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { EditorBackend } from "../backend/editor-backend.ts";
import type { FactStore } from "../canvas/fact-store.ts";
import type { Command, CommandContext } from "../commands/command.ts";
import type { Collaboration, CollaborationState } from "../presence/collaboration.ts";
import type { Autosave } from "../store/autosave.ts";
import type { DesignerUiState } from "../store/designer-ui.ts";
import type { EditorState } from "../store/editor-state.ts";
import type { FormDrafts } from "../store/form-drafts.ts";
import type { KnowledgeStore } from "../dry-run/step-knowledge.ts";
import type { PinStore } from "../store/pin-store.ts";

/** One open workflow. */
export interface DesignerSession extends CommandContext {
  readonly workflowId: string;
  readonly title: string;
  readonly backend: EditorBackend;
  readonly autosave: Autosave;
  readonly facts: FactStore;
  /** What is typed into the form and not in the text yet; `autosave.flush` takes it first. */
  readonly drafts: FormDrafts;
  readonly collaboration: Collaboration;
  /** Outputs that steps are taken to give when things are tried out. */
  readonly pins: PinStore;
  /** What runs have told of the data of each step. */
  readonly knowledge: KnowledgeStore;
  /** Called with the new run's id. */
  readonly onRunStarted: (runId: string) => void;
  /** Opens the dialog that makes a workflow of its own of a text. */
  readonly importWorkflow: (file: { readonly name: string; readonly text: string }) => void;
  /** Runs a command where it can be run now. */
  readonly execute: (command: Command) => void;
}

/** Set by `Designer`. */
export const DesignerContext = createContext<DesignerSession | undefined>(undefined);

/** The open workflow. */
export function useDesigner(): DesignerSession {
  const session = useContext(DesignerContext);
  if (session === undefined) throw new Error("used outside of a Designer");
  return session;
}

/** A slice of the editor's state. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useDesigner().store, select);
}

/** A slice of the screen's state. */
export function useDesignerUi<T>(select: (state: DesignerUiState) => T): T {
  return useStore(useDesigner().ui, select);
}

/** A slice of what is known of the others. */
export function useCollaboration<T>(select: (state: CollaborationState) => T): T {
  return useStore(useDesigner().collaboration, select);
}
