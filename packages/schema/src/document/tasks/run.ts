// `run`: a container, a script, a shell command, or another workflow.

import { duration } from "../duration.ts";
import { externalResource } from "../endpoint.ts";
import { any, boolean, data, describe, list, object, oneOfValues, string, versions } from "../schema-builder.ts";
import type { Infer } from "../schema-node.ts";
import { taskNode } from "../task-base.ts";

const text = (title: string, description: string) => string({ title, description, expression: "value" });
const free = (title: string, description: string) => data({ title, description, expression: "value" });

const strings = list(string({ expression: "value" }), { expression: "value" });

/** A map before 1.0.3, then a list of strings. */
const processArguments = versions(
  [
    ["1.0.0", data({ expression: "value" })],
    ["1.0.3", strings],
  ],
  { title: "Arguments", description: "Arguments of the process." },
);

const stdin = string({
  title: "Standard input",
  description: "Text that the process reads.",
  expression: "value",
  since: "1.0.3",
});

const container = object({
  title: "Container",
  description: "The container to run.",
  required: { image: text("Image", "Name of the image.") },
  optional: {
    name: text("Name", "Name of the container."),
    command: text("Command", "What to run in place of the image's own command."),
    arguments: describe(strings, { title: "Arguments", description: "Arguments of the command.", since: "1.0.3" }),
    environment: free("Environment", "Environment variables by name."),
    stdin,
    ports: free("Ports", "Ports of the host by ports of the container."),
    volumes: free("Volumes", "Places in the container by places on the host."),
    pullPolicy: oneOfValues(["ifNotPresent", "always", "never"], {
      title: "Pull",
      description: "When to fetch the image.",
      default: "ifNotPresent",
      since: "1.0.3",
    }),
    lifetime: object({
      title: "Lifetime",
      description: "What becomes of the container afterwards.",
      required: {
        cleanup: oneOfValues(["always", "never", "eventually"], {
          title: "Cleanup",
          description: "Whether it is removed: at once, never, or after a time.",
          default: "never",
        }),
      },
      optional: { after: describe(duration, { title: "After", description: "When to remove it." }) },
      rules: [
        {
          keywords: {
            if: { properties: { cleanup: { const: "eventually" } } },
            // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; never awaited
            then: { required: ["after"] },
          },
          check: ({ cleanup, after }) => {
            if (cleanup === "eventually" && after === undefined)
              return {
                at: "cleanup",
                message: "`cleanup: eventually` needs `after`, the time until the container is removed",
              };
            if (cleanup !== "eventually" && after !== undefined)
              return {
                at: "after",
                isIgnored: true,
                message: "`after` is ignored: it belongs to `cleanup: eventually`; remove it or change `cleanup`",
              };
            return undefined;
          },
        },
      ],
    }),
  },
});

const script = object({
  title: "Script",
  description: "The script to run.",
  required: {
    language: string({ title: "Language", description: "The script's language.", examples: ["javascript", "python"] }),
  },
  oneOf: {
    code: string({ title: "Code", description: "The script itself.", mediaType: "text/plain" }),
    source: describe(externalResource, { title: "Source", description: "Where the script is." }),
  },
  optional: {
    arguments: processArguments,
    environment: free("Environment", "Environment variables by name."),
    stdin,
  },
});

const shell = object({
  title: "Shell command",
  description: "The command to run.",
  required: {
    command: string({
      title: "Command",
      description: "The command line.",
      expression: "value",
      mediaType: "text/x-shellscript",
    }),
  },
  optional: {
    arguments: processArguments,
    environment: free("Environment", "Environment variables by name."),
    stdin,
  },
});

const workflow = object({
  title: "Workflow",
  description: "The workflow to run.",
  required: {
    namespace: text("Namespace", "The workflow's namespace."),
    name: text("Name", "The workflow's name."),
    version: string({
      title: "Version",
      description: "The workflow's version, or `latest`.",
      default: "latest",
      expression: "value",
    }),
  },
  optional: {
    input: any({ title: "Input", description: "What the workflow gets as its input.", expression: "value" }),
  },
});

export const runTask = taskNode({
  title: "Run",
  description: "Runs a container, a script, a shell command, or another workflow.",
  required: {
    run: object({
      title: "Run",
      description: "What to run.",
      oneOf: { container, script, shell, workflow },
      optional: {
        await: boolean({ title: "Wait for it", description: "Waits until it has ended.", default: true }),
        return: oneOfValues(["stdout", "stderr", "code", "all", "none"], {
          title: "Return",
          description: "What the task gives: what was printed, the exit code, all of them, or nothing.",
          default: "stdout",
        }),
      },
    }),
  },
});

export type RunTask = Infer<typeof runTask>;
export type ContainerProcess = Infer<typeof container>;
export type ScriptProcess = Infer<typeof script>;
export type ShellProcess = Infer<typeof shell>;
export type WorkflowProcess = Infer<typeof workflow>;
