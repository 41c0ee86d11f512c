"use client";
// The form of the document itself: what it is called, when it starts, what goes in and out.

import type { Json } from "@ironweave/jq";
import { useForm } from "./form-context.ts";
import { shapeOf } from "./form-shape.ts";
import { ObjectFields } from "./object-fields.tsx";
import styles from "./inspector.module.css";

/** The tasks are on the canvas and not in this form. */
const ON_THE_CANVAS: ReadonlySet<string> = new Set(["do"]);

export function DocumentForm({ value }: { readonly value: Json | undefined }) {
  const { root } = useForm();
  const shape = shapeOf(root, root);
  return (
    <div className={styles.form}>
      <h2 className={styles.title}>Workflow</h2>
      {shape.kind === "object" && value !== undefined ? (
        <ObjectFields at="" value={value} fields={shape.fields} depth={0} hidden={ON_THE_CANVAS} />
      ) : (
        <p className={styles.help}>The text does not parse yet; mend it to edit the workflow here.</p>
      )}
    </div>
  );
}
