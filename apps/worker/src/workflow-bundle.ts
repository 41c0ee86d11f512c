// Bundles the sandbox code. Imported by the worker and by the test that holds what may be in the bundle.

import { fileURLToPath } from "node:url";
import { bundleWorkflowCode } from "@temporalio/worker";
import type { Logger, WorkflowBundleWithSourceMap } from "@temporalio/worker";

/** Path of the module that exports the workflow. */
export const workflowsPath: string = fileURLToPath(new URL("./workflows/run-document.ts", import.meta.url));

/** The bundle of the one workflow. Takes a few seconds. */
export function bundleWorkflows(logger?: Logger): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({ workflowsPath, ...(logger === undefined ? {} : { logger }) });
}
