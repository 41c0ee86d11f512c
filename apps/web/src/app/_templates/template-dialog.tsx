"use client";
// A template before it is taken: its drawing, what it does in the words of its tests, its inputs; and the name of the new workflow.

import { ArrowRight } from "lucide-react";
import type { Template } from "../../server/contract/template-contract.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { NamingField } from "../_workflows/naming-field.tsx";
import { useNaming } from "../_workflows/use-naming.ts";
import { renamedDocument } from "./renamed-document.ts";
import styles from "./template-dialog.module.css";
import { TemplateDrawing } from "./template-drawing.tsx";

/** Open while mounted. */
export function TemplateDialog({ template, onClose }: { readonly template: Template; readonly onClose: () => void }) {
  const naming = useNaming(template.name, (name) => renamedDocument(template.text, "default", name));
  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title={template.title}
      description={template.summary}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" type="submit" form="use-template" busy={naming.busy} icon={<ArrowRight size={14} />}>
            Use this template
          </Button>
        </>
      }
    >
      <div className={styles.columns}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
        <div className={styles.drawing} tabIndex={0} role="group" aria-label="Drawing">
          <TemplateDrawing text={template.text} label={`Drawing of ${template.title}`} />
        </div>
        <div className={styles.facts}>
          <form id="use-template" onSubmit={naming.submit} noValidate>
            <NamingField naming={naming} label="Name of the new workflow" />
          </form>
          {template.about !== "" && <p>{template.about}</p>}
          <Sentences title="What it does, as its tests say" items={template.tests} />
          <Sentences
            title="Sample inputs"
            items={template.inputs.map(({ name: each, description }) =>
              description === undefined ? each : `${each}: ${description}`,
            )}
          />
        </div>
      </div>
    </Dialog>
  );
}

function Sentences({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
