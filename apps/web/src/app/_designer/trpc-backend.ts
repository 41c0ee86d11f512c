// The editor's server port over tRPC: refusals become values with the server's sentence; no answer stays a thrown error.

import type { Answer, EditorBackend, People, StoredDraft } from "../../editor/backend/editor-backend.ts";
import { newUuid } from "../../editor/store/new-uuid.ts";
import type { RouterInputs, Trpc } from "../../trpc/trpc-client.ts";
import { apiErrorCode, isApiError } from "../../trpc/trpc-error.ts";

/** Events of a run that is looked through for sample data; beyond this it costs more than it tells. */
const LONGEST_RUN = 5000;

const RESUBSCRIBE_MS = 5_000;

/** The backend of one workflow. */
export function trpcBackend(trpc: Trpc, id: string): EditorBackend {
  const client = newUuid();
  const readDraft = async (): Promise<StoredDraft> => (await trpc.workflow.get.query({ id })).draft;
  return {
    async saveDraft(text, baseRevision, base) {
      const from = base === undefined ? {} : { base: { revision: base.revision, text: base.text } };
      try {
        return { type: "saved", ...(await trpc.workflow.saveDraft.mutate({ id, text, baseRevision, ...from })) };
      } catch (error) {
        if (apiErrorCode(error) !== "draft_conflict") return refusal(error);
        return { type: "conflict", draft: await readDraft() };
      }
    },
    readDraft,
    readHead: () => trpc.workflow.head.query({ id }),
    async saveVersion(text, note, baseRevision) {
      try {
        const given = note === "" ? {} : { note };
        return { type: "done", value: await trpc.workflow.saveVersion.mutate({ id, text, baseRevision, ...given }) };
      } catch (error) {
        return apiErrorCode(error) === "version_conflict" ? { type: "moved" } : refusal(error);
      }
    },
    startRun: (text, input, baseRevision) =>
      answer(trpc.run.start.mutate({ workflowId: id, text, baseRevision, input, idempotencyKey: newUuid() })),
    watchPeople: (tell) => watchPeople(trpc, id, tell),
    announce: async ({ selected, unpublished, leaving }) => {
      const presence = { id, client, unpublished, ...(selected === undefined ? {} : { selected }) };
      if (leaving === true) await sayLast({ ...presence, leaving });
      else await trpc.workflow.announce.mutate(presence);
    },
    versions: () => trpc.workflow.versions.query({ id }),
    async lastRun() {
      const { runs } = await trpc.run.list.query({ workflowId: id, status: "completed", limit: 1 });
      const [run] = runs;
      if (run === undefined || run.lastSeq > LONGEST_RUN) return undefined;
      const [{ input }, { events }] = await Promise.all([
        trpc.run.get.query({ id: run.id }),
        trpc.run.heads.query({ id: run.id }),
      ]);
      return { id: run.id, endedAt: run.endedAt ?? run.createdAt, input, heads: events };
    },
    runEvent: (runId, seq) => trpc.run.event.query({ id: runId, seq }),
    openRun: async (runId) => {
      const { id: own, workflow, status, version, input, lastSeq } = await trpc.run.get.query({ id: runId });
      return { id: own, workflowId: workflow.id, status, version, input, lastSeq };
    },
    runEvents: (runId, after) => trpc.run.events.query({ id: runId, after }),
    versionText: async (versionId) => (await trpc.workflow.version.query({ versionId })).text,
  };
}

/** A request that outlives the page; tRPC's own client batches, and a page that goes has no time for that. */
async function sayLast(presence: RouterInputs["workflow"]["announce"]): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch("/api/trpc/workflow.announce", {
    method: "POST",
    keepalive: true,
    headers,
    body: JSON.stringify(presence),
  });
}

/** Subscribes anew when the stream has ended with an error; the connection itself is mended below. */
function watchPeople(trpc: Trpc, id: string, tell: (people: People) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: { unsubscribe(): void } | undefined;
  const subscribe = (): void => {
    current = trpc.workflow.onPeople.subscribe(
      { id },
      { onData: tell, onError: () => void (timer = setTimeout(subscribe, RESUBSCRIBE_MS)) },
    );
  };
  subscribe();
  return () => {
    clearTimeout(timer);
    current?.unsubscribe();
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
