// A worker that runs plans, so that the page stays alive whatever a document does. Imports nothing that could reach a network.

import { dryRun, type DryRunPlan } from "./dry-run.ts";
import type { WorkerMessage } from "./dry-run-client.ts";

self.addEventListener("message", ({ data }: MessageEvent<{ readonly id: number; readonly plan: DryRunPlan }>) => {
  const { id, plan } = data;
  // oxlint-disable unicorn/require-post-message-target-origin -- a worker has no origin to name
  const say = (message: WorkerMessage) => self.postMessage(message);
  say({ type: "begun", id });
  dryRun(plan).then(
    (result) => say({ type: "ended", id, result }),
    () => say({ type: "ended", id }),
  );
  // oxlint-enable unicorn/require-post-message-target-origin
});
