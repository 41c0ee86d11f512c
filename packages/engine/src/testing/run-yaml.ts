// For tests: runs a YAML text on a fresh in-memory host with the virtual clock.

import { load } from "js-yaml";
import type { Json } from "@ironweave/jq";
import type { RunEvent } from "@ironweave/schema/run";
import { createMemoryHost } from "../memory-host/index.ts";
import type { MemoryHost, MemoryHostOptions } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import type { WorkflowOutcome } from "../run-workflow.ts";

const HEAD = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

/** The document of a YAML text; a text without `document` gets one. */
export function parseDocument(yaml: string): Json {
  // The text is written beside the test that parses it; js-yaml's core schema gives JSON values only.
  return load(/^document:/m.test(yaml) ? yaml : HEAD + yaml) as Json;
}

export interface TestRun {
  readonly outcome: WorkflowOutcome;
  readonly host: MemoryHost;
  readonly events: readonly RunEvent[];
  /** Names of tasks in the order in which they started. */
  readonly tasks: readonly string[];
}

/** Runs the text to its end. `before` sees the host before the run begins (to send events, to cancel). */
export async function runYaml(
  yaml: string,
  input: Json = null,
  options: MemoryHostOptions & { readonly before?: (host: MemoryHost) => void } = {},
): Promise<TestRun> {
  const host = createMemoryHost(options);
  options.before?.(host);
  const outcome = await runWorkflow({ document: parseDocument(yaml), input, host, run: { id: "test-run" } });
  return { outcome, host, events: host.events, tasks: startedTasks(host.events) };
}

/** Names of tasks in the order in which they started. */
export function startedTasks(events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === "task.started" ? [event.name] : []));
}
