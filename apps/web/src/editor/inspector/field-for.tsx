"use client";
// The control for a schema. Deep objects are edited as YAML beyond a depth that a panel can still show well.

import { ChoiceField, ListField, MapField } from "./collection-fields.tsx";
import { ExpressionField } from "./expression-field.tsx";
import type { FieldControl } from "./field-control.ts";
import { useForm } from "./form-context.ts";
import { shapeOf } from "./form-shape.ts";
import { NamedListField } from "./named-list-field.tsx";
import { ObjectFields } from "./object-fields.tsx";
import { NumberField, SelectField, SwitchField, TaskNameField, TextField } from "./scalar-fields.tsx";
import styles from "./inspector.module.css";
import { YamlField } from "./yaml-field.tsx";

const MAX_DEPTH = 4;
const DEEP: ReadonlySet<string> = new Set(["object", "list", "named-list", "map"]);

/** Draws the control that the schema asks for. Task lists draw nothing: they are on the canvas. */
export function FieldFor(control: FieldControl) {
  const { root } = useForm();
  const shape = shapeOf(root, control.schema);
  if (control.depth > MAX_DEPTH && DEEP.has(shape.kind)) {
    return <YamlField {...control} />;
  }
  switch (shape.kind) {
    case "object":
      return (
        <fieldset className={styles.group}>
          <legend>{control.label}</legend>
          <ObjectFields at={control.at} value={control.value} fields={shape.fields} depth={control.depth + 1} />
        </fieldset>
      );
    case "map":
      return <MapField {...control} values={shape.values} />;
    case "list":
      return <ListField {...control} items={shape.items} />;
    case "named-list":
      return <NamedListField {...control} values={shape.values} />;
    case "choice":
      return <ChoiceField {...control} options={shape.options} />;
    case "select":
      return <SelectField {...control} values={shape.values} />;
    case "switch":
      return <SwitchField {...control} />;
    case "number":
      return <NumberField {...control} />;
    case "task-name":
      return <TaskNameField {...control} />;
    case "expression":
      return <ExpressionField {...control} />;
    case "text":
      return <TextField {...control} mayBeExpression={shape.mayBeExpression} />;
    case "constant":
    case "tasks":
      return null;
    case "yaml":
      return <YamlField {...control} />;
  }
}
