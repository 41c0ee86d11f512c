"use client";
// Asks for a name and a starting point, then creates the workflow and opens the designer.

import Link from "next/link";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { NamingField } from "./naming-field.tsx";
import styles from "./new-workflow-dialog.module.css";
import { TEMPLATES } from "./templates.ts";
import { useNaming } from "./use-naming.ts";

/** Controlled by the page. */
export interface NewWorkflowDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Name and template. */
export function NewWorkflowDialog({ open, onOpenChange }: NewWorkflowDialogProps) {
  const [templateId, setTemplateId] = useState(TEMPLATES[0]?.id);
  const naming = useNaming("", (name) => TEMPLATES.find(({ id }) => id === templateId)?.text(name, "default"));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New workflow"
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button look="primary" type="submit" form="new-workflow" busy={naming.busy}>
            Create
          </Button>
        </>
      }
    >
      <form id="new-workflow" className={styles.form} onSubmit={naming.submit} noValidate>
        <NamingField
          naming={naming}
          label="Name"
          help="Lower-case letters, digits and hyphens."
          placeholder="provision-hosts"
        />
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
