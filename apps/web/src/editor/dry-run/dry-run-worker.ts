// A worker that runs plans, so that the page stays alive whatever a document does. Imports nothing that could reach a network.

import { dryRun, type DryRunPlan } from "./dry-run.ts";

self.addEventListener("message", ({ data }: MessageEvent<{ readonly id: number; readonly plan: DryRunPlan }>) => {
  const { id, plan } = data;
  // oxlint-disable unicorn/require-post-message-target-origin -- a worker has no origin to name
  dryRun(plan).then(
    (result) => self.postMessage({ id, result }),
    () => self.postMessage({ id }),
  );
  // oxlint-enable unicorn/require-post-message-target-origin
});
