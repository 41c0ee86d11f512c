// The editor's server port over tRPC: refusals become values with the server's sentence; no answer stays a thrown error.

import type { Answer, EditorBackend, StoredDraft } from "../../editor/backend/editor-backend.ts";
import type { Trpc } from "../../trpc/trpc-client.ts";
import { apiErrorCode, isApiError } from "../../trpc/trpc-error.ts";

/** The backend of one workflow. `online` reads the current draft after a conflict. */
export function trpcBackend(trpc: Trpc, id: string): EditorBackend {
  return {
    async saveDraft(text, baseRevision) {
      try {
        return { type: "saved", ...(await trpc.workflow.saveDraft.mutate({ id, text, baseRevision })) };
      } catch (error) {
        if (apiErrorCode(error) !== "draft_conflict") return refusal(error);
        const { draft } = await trpc.workflow.get.query({ id });
        return { type: "conflict", draft: draft satisfies StoredDraft };
      }
    },
    saveVersion: (text, note) =>
      answer(trpc.workflow.saveVersion.mutate({ id, text, ...(note === "" ? {} : { note }) })),
    startRun: (text, input) =>
      answer(trpc.run.start.mutate({ workflowId: id, text, input, idempotencyKey: crypto.randomUUID() })),
    versions: () => trpc.workflow.versions.query({ id }),
    versionText: async (versionId) => (await trpc.workflow.version.query({ versionId })).text,
  };
}

async function answer<T>(call: Promise<T>): Promise<Answer<T>> {
  try {
    return { type: "done", value: await call };
  } catch (error) {
    return refusal(error);
  }
}

function refusal(error: unknown): { readonly type: "refused"; readonly message: string } {
  const code = apiErrorCode(error);
  if (!isApiError(error) || code === undefined || code === "unavailable") throw error;
  return { type: "refused", message: error.message };
}
