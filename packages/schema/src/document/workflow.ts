// The document as a whole: what it is called, what it reuses, what it does, and when.

import { authenticationPolicy } from "./authentication.ts";
import { input, output } from "./data-flow.ts";
import { duration, timeout, timeoutOrName } from "./duration.ts";
import { catalog } from "./endpoint.ts";
import { errorDefinition, retryPolicy } from "./error.ts";
import { eventStrategy } from "./event.ts";
import { data, describe, list, map, named, object, oneOfValues, string } from "./schema-builder.ts";
import type { Infer } from "./schema-node.ts";
import { anyTask, taskList } from "./task-list.ts";
import { dnsLabel, semanticVersion } from "./text-check.ts";

const header = object({
  title: "Document",
  description: "What the workflow is called, and in which version of the language it is written.",
  required: {
    dsl: string({
      title: "Language version",
      description: "Version of the workflow language.",
      check: semanticVersion,
      examples: ["1.0.3"],
    }),
    namespace: string({ title: "Namespace", description: "What the workflow belongs to.", check: dnsLabel }),
    name: string({ title: "Name", description: "The workflow's name, unique in its namespace.", check: dnsLabel }),
    version: string({
      title: "Version",
      description: "The workflow's own version.",
      check: semanticVersion,
      examples: ["0.1.0"],
    }),
  },
  optional: {
    title: string({ title: "Title", description: "The workflow's name for people." }),
    summary: string({
      title: "Summary",
      description: "What the workflow is for, in Markdown.",
      mediaType: "text/markdown",
    }),
    tags: data({ title: "Tags", description: "Labels to find the workflow by." }),
    metadata: data({ title: "Metadata", description: "Anything else worth keeping; never evaluated." }),
  },
});

const extension = object({
  title: "Extension",
  description: "Tasks to run before or after every task of a kind.",
  required: {
    extend: oneOfValues(
      ["all", "call", "composite", "emit", "for", "listen", "raise", "run", "set", "switch", "try", "wait"],
      { title: "Extend", description: "The kind of task to extend." },
    ),
  },
  optional: {
    when: string({
      title: "When",
      description: "Extends only where this is true.",
      expression: "field",
      gives: "condition",
    }),
    before: describe(taskList, { title: "Before", description: "Tasks to run before the extended task." }),
    after: describe(taskList, { title: "After", description: "Tasks to run after the extended task." }),
  },
  bind: () => ["task"],
});

const use = object({
  title: "Use",
  description: "What the tasks refer to by name.",
  optional: {
    authentications: map(authenticationPolicy, { title: "Authentications", description: "Policies by name." }),
    catalogs: map(catalog, { title: "Catalogs", description: "Collections of functions by name." }),
    errors: map(errorDefinition, { title: "Errors", description: "Errors to raise by name." }),
    extensions: list(named(extension), { title: "Extensions", description: "What runs around other tasks." }),
    functions: map(describe(anyTask, { title: "Function", description: "A task that `call` runs by name." }), {
      title: "Functions",
      description: "Tasks to call by name.",
    }),
    retries: map(retryPolicy, { title: "Retries", description: "Retry policies by name." }),
    secrets: list(string({ title: "Secret", description: "Name of a secret." }), {
      title: "Secrets",
      description: "Secrets that expressions and policies may read.",
    }),
    timeouts: map(timeout, { title: "Timeouts", description: "Time limits by name." }),
  },
});

const schedule = object({
  title: "Schedule",
  description: "When runs start by themselves.",
  optional: {
    every: describe(duration, { title: "Every", description: "At this interval, whether or not a run is going on." }),
    cron: string({ title: "Cron", description: "At the times of a cron expression, in UTC.", examples: ["0 3 * * *"] }),
    after: describe(duration, { title: "After", description: "This long after the previous run has ended." }),
    on: describe(eventStrategy, { title: "On", description: "When events come; they are the run's input." }),
  },
});

const evaluate = object({
  title: "Evaluate",
  description: "How expressions are read: in jq.",
  open: true,
  optional: {
    language: string({ title: "Language", default: "jq" }),
    mode: string({
      title: "Mode",
      description: "`strict`: only text wrapped in `${ }` is evaluated; `loose`: any text that is jq.",
      default: "strict",
    }),
  },
});

/** A workflow document. */
export const workflow = object({
  title: "Workflow",
  description: "A workflow of the CNCF Serverless Workflow DSL.",
  open: "warn",
  required: {
    document: header,
    do: describe(taskList, { title: "Do", description: "Tasks to run, from top to bottom." }),
  },
  optional: {
    input: describe(input, { description: "Checks and shapes the workflow's input." }),
    use,
    timeout: describe(timeoutOrName, { description: "How long the workflow may take." }),
    output: describe(output, { description: "Shapes and checks the workflow's output." }),
    schedule,
    evaluate,
  },
});

export type WorkflowDocument = Infer<typeof workflow>;
export type DocumentHeader = Infer<typeof header>;
export type Use = Infer<typeof use>;
export type Schedule = Infer<typeof schedule>;
export type Extension = Infer<typeof extension>;
