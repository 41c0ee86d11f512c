// Events (CloudEvents 1.0): what to emit, what to wait for, and what to do with each.

import { exportDefinition, output } from "./data-flow.ts";
import { any, choice, describe, list, map, object, string } from "./schema-builder.ts";
import type { Infer } from "./schema-node.ts";
import { taskList } from "./task-list.ts";
import { dateTimeOrExpression, uriOrExpression } from "./text-check.ts";

const attributes = {
  source: string({
    title: "Source",
    description: "URI of what the event comes from.",
    check: uriOrExpression,
    expression: "value",
    examples: ["https://example.com/orders"],
  }),
  type: string({
    title: "Type",
    description: "What kind of event it is.",
    expression: "value",
    examples: ["com.example.order.placed.v1"],
  }),
};

const optionalAttributes = {
  id: string({ title: "Id", description: "Unique within the source; made up where absent.", expression: "value" }),
  time: string({
    title: "Time",
    description: "When it happened; now where absent.",
    check: dateTimeOrExpression,
    expression: "value",
  }),
  subject: string({ title: "Subject", description: "What within the source it is about.", expression: "value" }),
  datacontenttype: string({
    title: "Content type",
    description: "Media type of the data.",
    expression: "value",
    examples: ["application/json"],
  }),
  dataschema: string({
    title: "Data schema",
    description: "URI of the data's schema.",
    check: uriOrExpression,
    expression: "value",
  }),
  data: any({ title: "Data", description: "What the event carries.", expression: "value" }),
};

const extension = any({ title: "Extension", expression: "value" });

/** The attributes of an event to emit. Extension attributes are free. */
export const emittedEvent = object({
  title: "Event",
  description: "A CloudEvent; attributes beyond those listed are extensions.",
  open: true,
  others: extension,
  required: attributes,
  optional: optionalAttributes,
});

/** Attributes that a received event must have. */
export const eventAttributes = object({
  title: "Attributes",
  description: "Attributes that an event must have: text, a regular expression, or an expression that must be true.",
  open: true,
  others: extension,
  minKeys: 1,
  optional: { ...attributes, ...optionalAttributes },
});

export const eventFilter = object({
  title: "Event filter",
  description: "Which events count.",
  required: { with: eventAttributes },
  optional: {
    correlate: map(
      object({
        title: "Correlation",
        open: true,
        required: {
          from: string({
            title: "From",
            description: "Takes the correlation value from the event.",
            expression: "field",
          }),
        },
        optional: {
          expect: string({
            title: "Expect",
            description: "What the value must be; the first event's value where absent.",
            expression: "value",
          }),
        },
      }),
      { title: "Correlate", description: "Values that tie the events to this run and to each other." },
    ),
  },
});

const filters = (title: string, description: string) => list(eventFilter, { title, description });

const strategyFields = {
  all: filters("All", "Waits until each of these has come."),
  any: filters("Any", "Waits for whichever of these comes first; for every event where empty."),
  one: describe(eventFilter, { title: "One", description: "Waits for this one event." }),
};

const strategyWithoutUntil = object({
  title: "Events",
  description: "Stops listening when these have come.",
  oneOf: strategyFields,
});

/** What to wait for. */
export const eventStrategy = object({
  title: "Events",
  description: "What to wait for: one event, any of several, or all of several.",
  oneOf: strategyFields,
  optional: {
    until: choice(
      [
        string({
          title: "Condition",
          description: "Stops listening when this is true.",
          expression: "field",
          gives: "condition",
        }),
        strategyWithoutUntil,
      ],
      { title: "Until", description: "When to stop listening: a condition, or events." },
    ),
  },
  rules: [
    {
      keywords: {},
      check: (value) =>
        "until" in value && !("any" in value)
          ? {
              at: "until",
              isIgnored: true,
              message: "`until` is ignored: it belongs to `any`; remove it or listen to `any`",
            }
          : undefined,
    },
  ],
});

/** What to do with each event or message that comes. */
export const subscriptionIterator = object({
  title: "For each",
  description: "Tasks to run for each event or message, one after the other.",
  optional: {
    item: string({ title: "Item", description: "Variable that holds the event.", default: "item" }),
    at: string({ title: "At", description: "Variable that holds its position, from 0.", default: "index" }),
    do: describe(taskList, { title: "Do", description: "Tasks to run for each." }),
    output: describe(output, { description: "Shapes what each iteration gives." }),
    export: describe(exportDefinition, { description: "Replaces the context after each iteration." }),
  },
  bind: (value, key) =>
    key === "do" || key === "output" || key === "export"
      ? [
          typeof value["item"] === "string" ? value["item"] : "item",
          typeof value["at"] === "string" ? value["at"] : "index",
        ]
      : [],
});

export type EventStrategy = Infer<typeof eventStrategy>;
export type EventFilter = Infer<typeof eventFilter>;
export type EmittedEvent = Infer<typeof emittedEvent>;
export type SubscriptionIterator = Infer<typeof subscriptionIterator>;
