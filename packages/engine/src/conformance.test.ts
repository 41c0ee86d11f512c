// The specification's own conformance kit (21 scenarios) on the in-memory host with the real http and openapi actions.
// The kit lies beside the repository (IRONWEAVE_SHARED); without it this file skips, loudly.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createActions, createHttpClient } from "@ironweave/actions";
import type { ClosableHttpClient } from "@ironweave/actions";
import type { Json } from "@ironweave/jq";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { standardFault } from "./errors/workflow-fault.ts";
import type { ActionCall } from "./host.ts";
import { runYaml } from "./testing/run-yaml.ts";

interface Case {
  readonly id: string;
  readonly workflowYamlLocal: string;
  readonly input: Json;
}

interface Stub {
  readonly port: number;
  close(): Promise<void>;
}

const kit = join(process.env["IRONWEAVE_SHARED"] ?? join(import.meta.dirname, "../../../../shared"), "ctk");
const isPresent = existsSync(join(kit, "cases.json"));
if (!isPresent) console.warn(`SKIPPED: the conformance kit is not at ${kit}; set IRONWEAVE_SHARED to run it`);

describe.skipIf(!isPresent)("conformance kit", () => {
  const cases: readonly Case[] = isPresent ? JSON.parse(readFileSync(join(kit, "cases.json"), "utf8")).cases : [];
  const actions = createActions();
  let stub: Stub;
  let http: ClosableHttpClient;
  let check: (given: Case, result: object) => readonly string[];

  beforeAll(async () => {
    const { startStub } = await import(pathToFileURL(join(kit, "stub.mjs")).href);
    ({ check } = await import(pathToFileURL(join(kit, "check.mjs")).href));
    stub = await startStub(0);
    http = createHttpClient({ allowHosts: [`127.0.0.1:${stub.port}`] });
  });

  afterAll(async () => {
    await http?.close();
    await stub?.close();
  });

  const perform = async (call: ActionCall): Promise<Json> => {
    const action = actions.get(call.action);
    if (action === undefined) throw standardFault("configuration", `no action ${call.action}`);
    return action.run(call.arguments, {
      signal: AbortSignal.timeout(5000),
      http,
      idempotencyKey: `test/${call.execution.task}`,
      secret: (name) => Promise.reject(standardFault("authorization", `no secret ${name}`)),
      log: () => undefined,
      heartbeat: () => undefined,
      scope: call.scope,
    });
  };

  test("holds 21 scenarios", () => {
    expect(cases).toHaveLength(21);
  });

  for (const given of cases) {
    test(given.id, async () => {
      const yaml = given.workflowYamlLocal.replaceAll("${STUB_PORT}", String(stub.port));
      const { outcome, tasks } = await runYaml(yaml, given.input, { actions: perform });
      expect(check(given, { ...outcome, tasks })).toEqual([]);
    });
  }
});
