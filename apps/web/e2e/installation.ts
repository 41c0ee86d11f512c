// What stands behind the page: the public API, the demo's outside systems and the processes. Journeys look here to learn
// what really happened, never to make the page do something that a person could not.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "@ironweave/jq";
import type { RunEvent } from "@ironweave/schema/run";
import { target } from "./target.ts";

/** A run as the public API tells it. */
export interface ApiRun {
  readonly id: string;
  readonly status: string;
  readonly output?: Json;
  readonly workflow: { readonly id: string; readonly name: string };
}

/** Why journeys that need `installation()` cannot run, or undefined where they can. */
export const WITHOUT_STATE =
  "SKIPPED: set IRONWEAVE_E2E_STATE to the installation's state folder, or leave IRONWEAVE_E2E_URL out";

interface Credentials {
  readonly ownerToken: string;
  readonly metalToken: string;
  readonly servicenowToken: string;
}

/** Reads the state folder of the target. */
export function installation() {
  const { url, state } = target();
  if (state === undefined) throw new Error(WITHOUT_STATE);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(state, name), "utf8"));
  const credentials = read("credentials.json") as Credentials;
  const ports = read("ports.json") as { readonly metal: number; readonly servicenow: number; readonly http: number };
  const at = (port: number) => `http://127.0.0.1:${port}`;
  const systems = { metal: at(ports.metal), servicenow: at(ports.servicenow), http: at(ports.http) };

  const ask = async <T>(method: string, path: string, body?: Json): Promise<T> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${credentials.ownerToken}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  };

  return {
    systems,
    credentials,
    token: credentials.ownerToken,
    /** Saves the definition as a version and starts a run of it; the run's id. */
    start: async (definition: string, input: Json = {}): Promise<string> => {
      const { runId } = await ask<{ runId: string }>("POST", "/runs", { definition, input });
      return runId;
    },
    /** Saves the definition as a version of the workflow that it names; the workflow's id. */
    saveWorkflow: async (definition: string): Promise<string> => {
      const answer = await fetch(`${url}/api/v1/workflows`, {
        method: "POST",
        headers: { authorization: `Bearer ${credentials.ownerToken}`, "content-type": "application/yaml" },
        body: definition,
      });
      if (!answer.ok) throw new Error(`the workflow was not saved: ${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { id: string }).id;
    },
    run: (id: string) => ask<ApiRun>("GET", `/runs/${id}`),
    events: async (id: string): Promise<readonly RunEvent[]> =>
      (await ask<{ events: readonly RunEvent[] }>("GET", `/runs/${id}/events`)).events,
    deleteWorkflow: (id: string) => ask<undefined>("DELETE", `/workflows/${id}`),
    /** Incidents in ServiceNow that a run has opened. */
    incidentsOf: async (runId: string): Promise<readonly JsonObject[]> => {
      const query = new URLSearchParams({ sysparm_query: `correlation_id=${runId}` }).toString();
      const answer = await fetch(`${systems.servicenow}/api/now/table/incident?${query}`, {
        headers: { authorization: `Bearer ${credentials.servicenowToken}` },
      });
      return ((await answer.json()) as { result: readonly JsonObject[] }).result;
    },
    /** Hosts that a run has ordered. */
    hostsOf: async (runId: string): Promise<readonly JsonObject[]> => {
      const answer = await fetch(
        `${systems.metal}/metal/v1/projects/0d3a0000-0000-4000-8000-000000000001/devices?tag=run:${runId}`,
        { headers: { "x-auth-token": credentials.metalToken } },
      );
      return ((await answer.json()) as { devices: readonly JsonObject[] }).devices;
    },
    /** Ends a process at once, as a crash would. It is started again by what watches over it. */
    kill: (name: "web" | "worker"): void => {
      const { children } = read("running.json") as { children: readonly { name: string; pid: number }[] };
      const child = children.findLast((one) => one.name === name);
      if (child === undefined) throw new Error(`${name} is not running`);
      process.kill(-child.pid, "SIGKILL");
    },
  };
}

export type Installation = ReturnType<typeof installation>;
