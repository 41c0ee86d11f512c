// The engine over Temporal's client: the only file of the web app that imports it.

import { isGrpcServiceError, Client, Connection, WorkflowExecutionAlreadyStartedError } from "@temporalio/client";
import { WorkflowNotFoundError } from "@temporalio/common";
import type { PayloadCodec } from "@temporalio/common";
import { DELIVER_EVENT_SIGNAL, RUN_DOCUMENT_WORKFLOW, temporalWorkflowId } from "@ironweave/schema/run";
import { LIMITS } from "../limits.ts";
import { EngineUnavailable } from "./run-engine.ts";
import type { ExecutionState, RunEngine } from "./run-engine.ts";

export interface TemporalEngineOptions {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly codec: PayloadCodec;
}

/** A worker that has nothing to do asks again after a minute at the latest. */
const POLLER_LOST_MS = 90_000;

/** gRPC's cancelled, unknown, deadline exceeded, resource exhausted, unavailable. */
const TRANSIENT = new Set([1, 2, 4, 8, 14]);

/** Connects when it is first used. */
export function createTemporalEngine(options: TemporalEngineOptions): RunEngine {
  const connection = Connection.lazy({ address: options.address, connectTimeout: LIMITS.dependencyMs });
  const client = new Client({
    connection,
    namespace: options.namespace,
    dataConverter: { payloadCodecs: [options.codec] },
  });

  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout | undefined;
    // The client's own deadline does not cover the making of the connection.
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new EngineUnavailable("The engine does not answer.")), LIMITS.dependencyMs);
    });
    try {
      return await Promise.race([connection.withDeadline(Date.now() + LIMITS.dependencyMs, work), late]);
    } catch (error) {
      if (isTransient(error)) throw new EngineUnavailable("The engine does not answer.", { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    start: async (run) => {
      try {
        await call(() =>
          client.workflow.start(RUN_DOCUMENT_WORKFLOW, {
            taskQueue: options.taskQueue,
            workflowId: temporalWorkflowId(run.tenantId, run.runId),
            workflowIdReusePolicy: "REJECT_DUPLICATE",
            workflowIdConflictPolicy: "FAIL",
            args: [run],
          }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      }
    },
    cancel: async (tenantId, runId) => {
      try {
        await call(() => client.workflow.getHandle(temporalWorkflowId(tenantId, runId)).cancel());
      } catch (error) {
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    },
    deliver: async (tenantId, runId, event) => {
      try {
        const handle = client.workflow.getHandle(temporalWorkflowId(tenantId, runId));
        await call(() => handle.signal(DELIVER_EVENT_SIGNAL, event));
        return true;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      }
    },
    state: async (tenantId, runId): Promise<ExecutionState> => {
      try {
        const found = await call(() => client.workflow.getHandle(temporalWorkflowId(tenantId, runId)).describe());
        return found.status.name === "RUNNING" ? "running" : "closed";
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return "gone";
        throw error;
      }
    },
    hasWorkers: async () => {
      const { namespace, taskQueue } = options;
      const { pollers } = await call(() =>
        connection.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name: taskQueue },
        }),
      );
      const since = Date.now() - POLLER_LOST_MS;
      return pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > since);
    },
  };
}

function isTransient(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth++) {
    if (isGrpcServiceError(cause) && TRANSIENT.has(cause.code)) return true;
    if (/Failed to connect|ECONNREFUSED|DEADLINE_EXCEEDED/u.test(cause.message)) return true;
  }
  return false;
}
