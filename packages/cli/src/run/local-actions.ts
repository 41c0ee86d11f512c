// The actions of `run --local`: the real ones, with secrets from the command line and the environment, masked in what
// comes back. Requests may reach this machine itself, since the person at the keyboard may too.

import {
  ActionError,
  createActions,
  createHttpClient,
  createRedactor,
  findDescriptor,
  memoryVariables,
  resolveDeferred,
} from "@ironweave/actions";
import type { ActionContext } from "@ironweave/actions";
import type { ActionCall } from "@ironweave/engine";
import type { ActionEnvironment } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { secretTexts } from "@ironweave/actions";
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
      const read = secretReader(call.secrets, secrets);
      const { task, iteration } = call.execution;
      const perform = async (): Promise<Json> => {
        const args = await resolveDeferred(call.arguments, {
          scope: call.scope,
          secrets: call.secrets,
          secret: read.secret,
          now: environment.now(),
        });
        return action.run(args, context);
      };
      const context: ActionContext = {
        signal: AbortSignal.any(signals),
        ...(Number.isFinite(timeoutMs) ? { timeoutMs } : {}),
        http,
        idempotencyKey: [`local/${runId}`, task, ...iteration].join("/"),
        secret: read.secret,
        scope: call.scope,
        log: (line) => terminal.err(`${createRedactor(read.seen).text(line)}\n`),
        heartbeat: () => undefined,
        variables: variables({ ...nameOf(document), runId }),
        conceal: (text) => void read.seen.add(text),
      };
      const redactor = () => createRedactor(read.seen);
      return perform().then(
        (result) => redactor().json(result),
        (error: unknown) => Promise.reject(masked(error, (text) => redactor().text(text))),
      );
    },
    close: () => http.close(),
  };
}

/** An error as a run may keep it: neither its text nor its cause tells a secret. */
function masked(error: unknown, mask: (text: string) => string): unknown {
  if (!(error instanceof ActionError)) {
    if (error instanceof Error) {
      error.message = mask(error.message);
      delete error.cause;
    }
    return error;
  }
  const { kind, message, status, title, retryAfterMs } = error;
  return new ActionError(kind, mask(message), {
    ...(status === undefined ? {} : { status }),
    ...(title === undefined ? {} : { title }),
    retryAfterMs,
  });
}

function nameOf(document: Json): { readonly namespace: string; readonly workflow: string } {
  const { document: head } = document as { readonly document?: { readonly namespace?: Json; readonly name?: Json } };
  const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
  return { namespace: text(head?.namespace), workflow: text(head?.name) };
}

/** Reads declared secrets and remembers their texts, to be masked. */
function secretReader(declared: readonly string[], secrets: ReadonlyMap<string, Json>) {
  const seen = new Set<string>();
  return {
    seen,
    secret: async (name: string): Promise<Json> => {
      const value = declared.includes(name) ? (secrets.get(name) ?? fromEnvironment(name)) : undefined;
      if (value === undefined) {
        const advice = declared.includes(name) ? `give it with --secret ${name}=…` : "the document does not declare it";
        throw new ActionError("authorization", `there is no secret ${name}; ${advice}`);
      }
      for (const text of secretTexts(value)) seen.add(text);
      return value;
    },
  };
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
