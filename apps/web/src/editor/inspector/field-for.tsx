"use client";
// The control for a schema. Deep objects are edited as YAML beyond a depth that a panel can still show well.

import type { Json } from "@ironweave/jq";
import { isObject } from "../kernels/json-schema.ts";
import { ChoiceField, ListField, MapField } from "./collection-fields.tsx";
import { ExpressionField } from "./expression-field.tsx";
import type { FieldControl } from "./field-control.ts";
import { useForm } from "./form-context.ts";
import { shapeOf, type FormField } from "./form-shape.ts";
import { NamedListField } from "./named-list-field.tsx";
import { ObjectFields } from "./object-fields.tsx";
import { pointerTo } from "./pointer-to.ts";
import { NumberField, SelectField, SwitchField, TaskNameField, TextField } from "./scalar-fields.tsx";
import styles from "./inspector.module.css";
import { YamlField } from "./yaml-field.tsx";

const MAX_DEPTH = 4;
const BOXES: ReadonlySet<string> = new Set(["object", "list", "named-list", "map"]);

/** An object that can hold but one box is drawn as that box: a box around a box tells nobody anything. */
function onlyField(fields: readonly FormField[], value: Json | undefined): FormField | undefined {
  const [field, ...others] = fields;
  if (field === undefined || others.length > 0 || !field.required) return undefined;
  return isObject(value) && Object.keys(value).some((key) => key !== field.key) ? undefined : field;
}

/** Draws the control that the schema asks for. Task lists draw nothing: they are on the canvas. */
export function FieldFor(control: FieldControl) {
  const { root } = useForm();
  const shape = shapeOf(root, control.schema);
  if (control.depth > MAX_DEPTH && BOXES.has(shape.kind)) {
    return <YamlField {...control} />;
  }
  switch (shape.kind) {
    case "object": {
      const inner = onlyField(shape.fields, control.value);
      if (inner !== undefined && BOXES.has(shapeOf(root, inner.schema).kind)) {
        const at = pointerTo(control.at, inner.key);
        const value = isObject(control.value) ? control.value[inner.key] : undefined;
        return <FieldFor {...control} at={at} schema={inner.schema} value={value} />;
      }
      return (
        <fieldset className={styles.group}>
          <legend>{control.label}</legend>
          <ObjectFields at={control.at} value={control.value} fields={shape.fields} depth={control.depth + 1} />
        </fieldset>
      );
    }
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
