"use client";
// A designer session for as long as the page is open.

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { createSession } from "../../editor/designer/create-session.ts";
import { Designer } from "../../editor/designer/designer.tsx";
import type { DesignerSession } from "../../editor/designer/designer-context.ts";
import { undoOffer } from "../../editor/designer/undo-offer.ts";
import type { Trpc } from "../../trpc/trpc-client.ts";
import { useToast } from "../../ui/toaster.tsx";
import { DesignerSkeleton } from "./designer-skeleton.tsx";
import { trpcBackend } from "./trpc-backend.ts";

/** The draft as the server has it. */
export interface OpenDesignerProps {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly revision: number;
  readonly trpc: Trpc;
}

/** Opens the session after mounting, since it reads the browser's storage. */
export function OpenDesigner({ id, title, text, revision, trpc }: OpenDesignerProps) {
  const [session, setSession] = useState<DesignerSession>();
  const toast = useToast();
  const router = useRouter();
  const queries = useQueryClient();
  useEffect(() => {
    const opened: DesignerSession = createSession({
      workflowId: id,
      title,
      text,
      revision,
      backend: trpcBackend(trpc, id),
      storage: localStorage,
      clipboard: {
        read: () => navigator.clipboard.readText(),
        write: (copied) => navigator.clipboard.writeText(copied),
      },
      notify: (message, { undo = false, danger = false } = {}) =>
        toast({
          text: message,
          tone: danger ? "danger" : "plain",
          ...(undo ? undoOffer(opened.store) : {}),
        }),
      onRunStarted: (runId) => router.push(`/runs/${runId}`),
    });
    setSession(opened);
    return () => {
      void opened.autosave.flush();
      opened.autosave.stop();
      void queries.invalidateQueries({ queryKey: ["workflows"] });
    };
  }, [id, title, text, revision, trpc, toast, router, queries]);
  return session === undefined ? <DesignerSkeleton /> : <Designer session={session} />;
}
