// What can be told of `container`, `script` and `shell` without running them. Safe for the browser and the sandbox.

import type { JsonObject } from "@ironweave/jq";
import type { ActionDescriptor } from "../define-action.ts";
import { LIMITS } from "../limits.ts";

const SHARED: JsonObject = {
  stdin: { title: "Standard input", description: "What the program reads; data that is not text goes as JSON." },
  arguments: {
    title: "Arguments",
    description: "Passed to the program one by one.",
    oneOf: [
      { title: "List", type: "array", items: { type: "string" } },
      { title: "By name (before DSL 1.0.3)", type: "object" },
    ],
  },
  environment: {
    title: "Environment",
    description: "Variables of the program. Secrets belong here, not in arguments.",
    type: "object",
    additionalProperties: { type: "string" },
  },
  return: {
    title: "Returns",
    description: "What becomes the output. A code other than 0 is an error unless the code is part of it.",
    type: "string",
    enum: ["stdout", "stderr", "code", "all", "none"],
    default: "stdout",
  },
};

function schema(required: readonly string[], properties: JsonObject): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    required,
    properties: { ...properties, ...SHARED },
  };
}

const COMMON = {
  category: "Programs",
  idempotency: "none",
  effect: "any",
  timeoutMs: LIMITS.containerMs.value,
} as const;

export const CONTAINER_DESCRIPTOR: ActionDescriptor = {
  ...COMMON,
  name: "container",
  title: "Container",
  description:
    "Runs a container image to its end, without privileges and without network unless the operator gives one.",
  input: schema(["image"], {
    image: { title: "Image", description: "Name, with a tag or a digest.", type: "string", examples: ["alpine:3"] },
    command: { title: "Command", description: "What to run instead of the image's own command.", type: "string" },
    name: { title: "Name", description: "For people only; containers get names of their own.", type: "string" },
    pullPolicy: {
      title: "Pull",
      description: "When the image is fetched.",
      type: "string",
      enum: ["ifNotPresent", "always", "never"],
      default: "ifNotPresent",
    },
  }),
};

export const SCRIPT_DESCRIPTOR: ActionDescriptor = {
  ...COMMON,
  name: "script",
  title: "Script",
  description: "Runs JavaScript or Python in a container of its own.",
  input: schema(["language"], {
    language: { title: "Language", type: "string", enum: ["javascript", "js", "python"], default: "javascript" },
    code: { title: "Code", type: "string" },
    source: {
      title: "Source",
      description: "Where the code is, instead of code.",
      type: "object",
      required: ["endpoint"],
      properties: {
        name: { title: "Name", type: "string" },
        endpoint: { title: "Address", type: ["string", "object"] },
      },
    },
  }),
};

export const SHELL_DESCRIPTOR: ActionDescriptor = {
  ...COMMON,
  name: "shell",
  title: "Shell command",
  description: "Runs a shell command in a container of its own.",
  input: schema(["command"], { command: { title: "Command", description: "A line for sh.", type: "string" } }),
};
