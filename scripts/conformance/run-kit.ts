// The specification's own kit: its scenarios, its stub server and its judge, read from beside the project.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Json } from "@ironweave/jq";
import { readDocument } from "@ironweave/schema";
import type { DocumentRunner } from "./document-runner.ts";
import type { CaseOutcome, SuiteOutcome } from "./outcome.ts";
import { sharedFolder } from "./shared-folder.ts";

interface KitCase {
  readonly id: string;
  readonly feature: string;
  readonly workflowYamlLocal: string;
  readonly input: Json;
}

interface Judge {
  readonly check: (given: KitCase, result: object) => readonly string[];
}

interface StubModule {
  readonly startStub: (port: number) => Promise<{ readonly port: number; close(): Promise<void> }>;
}

/** Every scenario of the kit on this host; none where the kit is absent. */
export async function runKit(runner: DocumentRunner): Promise<SuiteOutcome> {
  const folder = sharedFolder("ctk");
  const { host } = runner;
  if (folder === undefined)
    return { suite: "kit", host, cases: [], left: ["all of it: the kit is not on this machine"] };
  const load = async (file: string): Promise<object> =>
    (await import(pathToFileURL(join(folder, file)).href)) as object;
  const { cases } = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8")) as { readonly cases: KitCase[] };
  const { check } = (await load("check.mjs")) as Judge;
  const { startStub } = (await load("stub.mjs")) as StubModule;
  const stub = await startStub(0);
  const outcomes: CaseOutcome[] = [];
  try {
    for (const each of cases) {
      const text = each.workflowYamlLocal.replaceAll("${STUB_PORT}", String(stub.port));
      // The kit's scenarios without an input start with an empty object on both hosts.
      const report = await runner.run(readDocument(text), each.input ?? {});
      outcomes.push({ suite: "kit", host, section: each.feature, name: each.id, problems: check(each, report) });
    }
  } finally {
    await stub.close();
  }
  return { suite: "kit", host, cases: outcomes, left: [] };
}
