"use client";
// Naming a new workflow and creating it: what dialogs that do it share.

import { useState, type FormEvent } from "react";
import { creationProblem } from "./creation-problem.ts";
import { useCreateWorkflow } from "./use-create-workflow.ts";
import { workflowNameProblem } from "./workflow-name.ts";

/** A name that is being typed, and what is wrong with it. */
export interface Naming {
  readonly name: string;
  readonly setName: (name: string) => void;
  /** Why the name, or the creation with it, was refused. */
  readonly error: string | undefined;
  readonly busy: boolean;
  /** For a form: creates the workflow unless the name cannot be taken, or `textOf` has no text for it. */
  readonly submit: (event: FormEvent) => void;
}

/** `textOf` is the new workflow's text under a name. */
export function useNaming(initial: string, textOf: (name: string) => string | undefined): Naming {
  const create = useCreateWorkflow();
  const [name, setName] = useState(initial);
  const [problem, setProblem] = useState<string>();
  return {
    name,
    setName: (next) => {
      setName(next);
      setProblem(undefined);
      create.reset();
    },
    error: problem ?? (create.isError ? creationProblem(create.error, name) : undefined),
    busy: create.isPending,
    submit: (event) => {
      event.preventDefault();
      const found = workflowNameProblem(name);
      setProblem(found);
      const text = found === undefined ? textOf(name) : undefined;
      if (text !== undefined) create.mutate(text);
    },
  };
}
