"use client";
// What every control of a form needs: the schema it belongs to, how to change the document, and data to try expressions on.

import type { Json, JsonObject, JqSample } from "@ironweave/jq";
import { createContext, useContext } from "react";
import type { ComponentType } from "react";
import type { EditorStore, Refusal } from "../store/editor-state.ts";
import type { FormDrafts } from "../store/form-drafts.ts";
import type { FieldControl } from "./field-control.ts";

/** “.” and the variables (without the `$`) for trying an expression out. */
export interface TrialData {
  readonly input: Json;
  readonly variables: JsonObject;
  /** Where the data are from, in words. */
  readonly origin: string;
  /** True where the data are not known to be what the step will have. */
  readonly isGuess?: boolean;
}

/** What is known for expressions, by the place where they stand. */
export interface ExpressionKnowledge {
  /** What the expression at a reference is tried on. */
  readonly trialData: (at: string) => TrialData;
  /** Everything that its keys are offered from. */
  readonly samples: (at: string) => readonly JqSample[];
  /** The variables that exist there, each with a sentence. */
  readonly variables: (at: string) => Readonly<Record<string, string>>;
}

/** One form on one node of the document. Changes are planned as edits of the text; a refusal is shown by the store's owner. */
export interface FormContextValue {
  readonly root: JsonObject;
  /**
   * Sets the value at a reference, as one undo step named by `label`. A refusal is told to the reader, unless the change belongs to
   * a `visit` of a field, which shows it itself.
   */
  readonly set: (at: string, value: Json, label: string, visit?: number) => Refusal;
  readonly unset: (at: string, label: string, visit?: number) => Refusal;
  /** Gives the entry at a reference another name; a refusal is told to the reader. */
  readonly rename: (at: string, name: string, label: string) => void;
  /** What is typed and not in the text yet. */
  readonly drafts: FormDrafts;
  /** The selected step; empty in the form of the workflow. */
  readonly task: string;
  readonly store: EditorStore;
  /** Siblings a `then` may name. */
  readonly taskNames: readonly string[];
  readonly expressions: ExpressionKnowledge;
  /** Draws the control for a schema; handed down, since forms nest. */
  readonly Field: ComponentType<FieldControl>;
}

export const FormContext = createContext<FormContextValue | undefined>(undefined);

/** The form around a control. */
export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error("a form control is used outside of a form");
  return form;
}
