"use client";
// Asks for a name and a starting point, then creates the workflow and opens the designer.

import Link from "next/link";
import { useState, type FormEvent } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/text-field.tsx";
import { creationProblem } from "./creation-problem.ts";
import styles from "./new-workflow-dialog.module.css";
import { TEMPLATES } from "./templates.ts";
import { useCreateWorkflow } from "./use-create-workflow.ts";
import { suggestWorkflowName, workflowNameProblem } from "./workflow-name.ts";

/** Controlled by the page. */
export interface NewWorkflowDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Name and template. */
export function NewWorkflowDialog({ open, onOpenChange }: NewWorkflowDialogProps) {
  const create = useCreateWorkflow();
  const [name, setName] = useState("");
  const [templateId, setTemplateId] = useState(TEMPLATES[0]?.id);
  const [problem, setProblem] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const template = TEMPLATES.find(({ id }) => id === templateId);
    const found = workflowNameProblem(name);
    setProblem(found);
    if (found === undefined && template !== undefined) create.mutate(template.text(name, "default"));
  };
  const error = problem ?? (create.isError ? creationProblem(create.error, name) : undefined);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New workflow"
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button look="primary" type="submit" form="new-workflow" busy={create.isPending}>
            Create
          </Button>
        </>
      }
    >
      <form id="new-workflow" className={styles.form} onSubmit={submit} noValidate>
        <Field label="Name" required error={error} help="Lower-case letters, digits and hyphens.">
          {(wiring) => (
            <Input
              {...wiring}
              autoFocus
              mono
              placeholder="provision-hosts"
              value={name}
              onChange={(event) => {
                setName(event.target.value);
                setProblem(undefined);
                create.reset();
              }}
              onBlur={() => setName(suggestWorkflowName(name))}
            />
          )}
        </Field>
        <fieldset className={styles.templates}>
          <legend>Start from</legend>
          {TEMPLATES.map((template) => (
            <label key={template.id} className={styles.template}>
              <input
                type="radio"
                name="template"
                checked={template.id === templateId}
                onChange={() => setTemplateId(template.id)}
              />
              <span>
                <strong>{template.title}</strong>
                <span>{template.description}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <p className={styles.more}>
          Or take one of the <Link href="/templates">templates</Link>, which run as they are.
        </p>
      </form>
    </Dialog>
  );
}
