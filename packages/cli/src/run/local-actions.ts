// The actions of `run --local`: the real ones, with secrets from the command line and the environment, masked in what
// comes back. Requests may reach this machine itself, since the person at the keyboard may too.

import {
  ActionError,
  AttemptSecrets,
  checkVersion,
  createActions,
  createHttpClient,
  findDescriptor,
  memoryVariables,
} from "@ironweave/actions";
import type { ActionContext } from "@ironweave/actions";
import type { ActionCall } from "@ironweave/engine";
import type { ActionEnvironment } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { terminal } from "../terminal.ts";

const THIS_MACHINE = ["127.0.0.0/8", "::1/128", "localhost"];

export interface LocalActionsOptions {
  readonly allowHosts: readonly string[];
  /** Secrets by name. */
  readonly secrets: ReadonlyMap<string, Json>;
}

/** What the in-memory host calls, and how to let go of its sockets. */
export interface LocalActions {
  /** The actions of a run of this document; its id is the prefix of their idempotency keys. */
  readonly of: (runId: string, document: Json) => (call: ActionCall, environment: ActionEnvironment) => Promise<Json>;
  close(): Promise<void>;
}

export function createLocalActions({ allowHosts, secrets }: LocalActionsOptions): LocalActions {
  const actions = createActions();
  const variables = memoryVariables();
  const http = createHttpClient({ allowHosts: [...THIS_MACHINE, ...allowHosts] });
  return {
    of: (runId, document) => async (call, environment) => {
      const action = actions.get(call.action);
      if (action === undefined)
        throw findDescriptor(call.action) === undefined
          ? new ActionError("configuration", `There is no action "${call.action}" in the catalog.`, {
              title: "unknown_action",
            })
          : new ActionError(
              "configuration",
              `the action ${call.action} cannot run here; run the workflow on the server`,
            );
      const aborted = new AbortController();
      environment.onCancel(() => aborted.abort());
      const timeoutMs = Math.min(findDescriptor(call.action)?.timeoutMs ?? Infinity, call.timeoutMs ?? Infinity);
      const signals = [aborted.signal, ...(Number.isFinite(timeoutMs) ? [AbortSignal.timeout(timeoutMs)] : [])];
      const attempt = new AttemptSecrets({
        declared: call.secrets,
        find: async (name) => secrets.get(name) ?? fromEnvironment(name),
        advice: (name) => `Give it with --secret ${name}=….`,
      });
      const { task, iteration } = call.execution;
      const context: ActionContext = {
        signal: AbortSignal.any(signals),
        ...(Number.isFinite(timeoutMs) ? { timeoutMs } : {}),
        http,
        idempotencyKey: [`local/${runId}`, task, ...iteration].join("/"),
        secret: attempt.read,
        scope: call.scope,
        log: (line) => terminal.err(`${attempt.redactor().text(line)}\n`),
        heartbeat: () => undefined,
        variables: variables({ ...nameOf(document), runId }),
        conceal: attempt.conceal,
      };
      try {
        checkVersion(call.action, call.version);
        const args = await attempt.resolve(call.arguments, call.scope, environment.now());
        return attempt.redactor().json(await action.run(args, context));
      } catch (error) {
        throw attempt.masked(error);
      }
    },
    close: () => http.close(),
  };
}

function nameOf(document: Json): { readonly namespace: string; readonly workflow: string } {
  const { document: head } = document as { readonly document?: { readonly namespace?: Json; readonly name?: Json } };
  const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
  return { namespace: text(head?.namespace), workflow: text(head?.name) };
}

function fromEnvironment(name: string): Json | undefined {
  const text = process.env[`IRONWEAVE_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/gu, "_")}`];
  return text === undefined ? undefined : secretValue(text);
}

/** JSON where the text is JSON, else the text itself. */
export function secretValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
