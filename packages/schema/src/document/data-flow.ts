// What goes in and out of the workflow and of each task: input, output, export, and the schemas they are held to.

import { externalResource } from "./endpoint.ts";
import { any, choice, data, describe, object, string } from "./schema-builder.ts";
import type { Infer } from "./schema-node.ts";

/** A JSON Schema, inline or fetched. */
export const dataSchema = object({
  title: "Schema",
  description: "What the data must look like.",
  means: "schema",
  oneOf: {
    document: any({ title: "Inline schema", description: "The schema itself." }),
    resource: describe(externalResource, { title: "Fetched schema", description: "Where the schema is." }),
  },
  optional: {
    format: string({ title: "Format", description: "The schema's language, `json` for JSON Schema.", default: "json" }),
  },
});

const shaping = (title: string, description: string) =>
  choice(
    [
      string({ title: "Expression", expression: "field", examples: ["${ .order }"] }),
      data({ title: "Object", description: "An object whose strings may be expressions.", expression: "value" }),
    ],
    { title, description },
  );

export const input = object({
  title: "Input",
  description: "Checks and shapes what comes in.",
  optional: {
    schema: describe(dataSchema, { description: "What the raw input must look like, checked before `from`." }),
    from: shaping("From", "What the task sees as its input, made from the raw input."),
  },
});

export const output = object({
  title: "Output",
  description: "Shapes and checks what goes out.",
  optional: {
    as: shaping("As", "What goes on to the next task, made from the raw output."),
    schema: describe(dataSchema, { description: "What the shaped output must look like." }),
  },
});

export const exportDefinition = object({
  title: "Export",
  description: "Replaces the workflow's context, which `$context` reads.",
  optional: {
    as: shaping("As", "The new context; `$output` is the task's output."),
    schema: describe(dataSchema, { description: "What the new context must look like." }),
  },
  bind: (_value, key) => (key === "as" ? ["output"] : []),
});

export type DataSchema = Infer<typeof dataSchema>;
export type Input = Infer<typeof input>;
export type Output = Infer<typeof output>;
export type Export = Infer<typeof exportDefinition>;
