// What one particular call does to the outside, as far as its arguments say it for certain; else what the descriptor says.
// Safe for the browser and the workflow sandbox. The invariant: a call is called a reading one only where it cannot be more.

import type { Json } from "@ironweave/jq";
import { A2A_READS } from "./a2a/a2a-descriptor.ts";
import { commandEffect, type CommandEffect } from "./container/command-effect.ts";
import type { Effect, Idempotency } from "./define-action.ts";
import { findDescriptor } from "./descriptors.ts";
import { isSafeMethod } from "./http/safe-method.ts";
import { idempotencyOf } from "./idempotency-of.ts";
import { MCP_READS } from "./mcp/mcp-descriptor.ts";

/** What can be told of a call before it is made. */
export interface CallFacts {
  readonly effect: Effect;
  readonly idempotency: Idempotency;
  /** How the tool itself tries the call out without doing it, e.g. `terraform plan`. */
  readonly dryRun?: string;
}

const METHODS: Readonly<Record<string, Effect>> = {
  POST: "create",
  PUT: "change",
  PATCH: "change",
  DELETE: "destroy",
};

const BY_ARGUMENTS: Readonly<Record<string, (args: Json) => CommandEffect>> = {
  http: (args) => {
    const method = textOf(args, "method");
    if (isSafeMethod(method)) return { effect: "read" };
    return { effect: METHODS[method.toUpperCase()] ?? "any" };
  },
  mcp: (args) => ({ effect: MCP_READS.some((each) => each === textOf(args, "method")) ? "read" : "any" }),
  a2a: (args) => ({ effect: A2A_READS.some((each) => each === textOf(args, "method")) ? "read" : "any" }),
  asyncapi: (args) => ({ effect: memberOf(args, "subscription") === undefined ? "create" : "read" }),
  shell: (args) => commandEffect(textOf(args, "command"), wordsOf(args)),
  container: (args) => {
    const image = textOf(args, "image").split("/").at(-1)?.split(/[@:]/u)[0] ?? "";
    return commandEffect(textOf(args, "command"), wordsOf(args), image);
  },
};

/** The facts of a call of an action of the catalog. Arguments stand as in the document: an expression is nothing certain. */
export function callFacts(action: string, args: Json): CallFacts {
  const byArguments = Object.hasOwn(BY_ARGUMENTS, action) ? BY_ARGUMENTS[action]?.(args) : undefined;
  const told = byArguments ?? { effect: findDescriptor(action)?.effect ?? "any" };
  return { ...told, idempotency: idempotencyOf(action, args) };
}

function wordsOf(args: Json): readonly string[] | undefined {
  const words = memberOf(args, "arguments");
  if (words === undefined) return [];
  if (!Array.isArray(words)) return undefined;
  return (words as readonly Json[]).map(String);
}

function textOf(value: Json, name: string): string {
  const member = memberOf(value, name);
  return typeof member === "string" ? member : "";
}

function memberOf(value: Json, name: string): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as { readonly [key: string]: Json })[name] : undefined;
}
