// Errors as the DSL writes them (RFC 7807), the filter that catches them, and the policy that retries.

import { duration } from "./duration.ts";
import { choice, data, describe, integer, object, string } from "./schema-builder.ts";
import type { Infer } from "./schema-node.ts";
import { pointerOrExpression, uriOrExpression } from "./text-check.ts";

const text = (title: string, description: string) => string({ title, description, expression: "value" });

/** An error to raise. */
export const errorDefinition = object({
  title: "Error",
  description: "An error as RFC 7807 describes it.",
  required: {
    type: string({
      title: "Type",
      description: "URI that says what kind of error it is.",
      check: uriOrExpression,
      expression: "value",
      examples: ["https://serverlessworkflow.io/spec/1.0.0/errors/runtime"],
    }),
    status: integer({ title: "Status", description: "Status code, as HTTP has them.", examples: [500] }),
  },
  optional: {
    title: text("Title", "What went wrong, in a few words."),
    detail: text("Detail", "What went wrong this time."),
    instance: string({
      title: "Instance",
      description: "Reference of the task where it happened; set by itself.",
      check: pointerOrExpression,
      expression: "value",
    }),
  },
});

/** Properties an error must have to be caught. */
export const errorFilter = object({
  title: "Error filter",
  description: "Properties that an error must have to be caught; all errors without it.",
  open: true,
  minKeys: 1,
  optional: {
    type: string({ title: "Type", description: "URI of the kind of error." }),
    status: integer({ title: "Status", description: "Status code." }),
    instance: string({ title: "Instance", description: "Reference of the task where it happened." }),
    title: string({ title: "Title" }),
    details: string({ title: "Details" }),
  },
});

const condition = (title: string, description: string) =>
  string({ title, description, expression: "field", gives: "condition", examples: ["${ $error.status == 503 }"] });

/** How failed tasks are tried again. */
export const retryPolicy = object({
  title: "Retry policy",
  description: "Whether, how often and after what time to try again.",
  optional: {
    when: condition("When", "Retries only where this is true."),
    exceptWhen: condition("Except when", "Does not retry where this is true."),
    delay: describe(duration, { title: "Delay", description: "Time before the first retry." }),
    backoff: object({
      title: "Backoff",
      description: "How the delay grows: not at all, by the same again, or doubling.",
      oneOf: {
        constant: data({ title: "Constant", description: "The same delay each time." }),
        exponential: data({ title: "Exponential", description: "Twice the delay each time, or `multiplier` times." }),
        linear: data({ title: "Linear", description: "One delay more each time." }),
      },
    }),
    limit: object({
      title: "Limit",
      description: "When to give up.",
      optional: {
        attempt: object({
          title: "Each attempt",
          optional: {
            count: integer({ title: "Attempts", description: "How often to try at most." }),
            duration: describe(duration, { title: "Duration", description: "How long one attempt may take." }),
          },
        }),
        duration: describe(duration, { title: "Duration", description: "How long all attempts may take together." }),
      },
    }),
    jitter: object({
      title: "Jitter",
      description: "A random time added to each delay, so that retries do not come all at once.",
      required: {
        from: describe(duration, { title: "From", description: "Least time added." }),
        to: describe(duration, { title: "To", description: "Most time added." }),
      },
    }),
  },
});

export const errorOrName = choice(
  [
    errorDefinition,
    string({
      title: "Name of an error",
      description: "An entry of `use.errors`, or an expression that gives an error.",
      names: "error",
      expression: "value",
      gives: ["object"],
    }),
  ],
  { title: "Error", description: "The error to raise: an error, or the name of an entry of `use.errors`." },
);

export const retryOrName = choice(
  [retryPolicy, string({ title: "Name of a policy", description: "An entry of `use.retries`.", names: "retry" })],
  { title: "Retry", description: "How to try again: a policy, or the name of an entry of `use.retries`." },
);

export type ErrorDefinition = Infer<typeof errorDefinition>;
export type ErrorFilter = Infer<typeof errorFilter>;
export type RetryPolicy = Infer<typeof retryPolicy>;
