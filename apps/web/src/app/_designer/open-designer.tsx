"use client";
// A designer session for as long as the page is open.

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import type { StoredDraft } from "../../editor/backend/editor-backend.ts";
import { createSession } from "../../editor/designer/create-session.ts";
import { Designer } from "../../editor/designer/designer.tsx";
import type { DesignerSession } from "../../editor/designer/designer-context.ts";
import { undoOffer } from "../../editor/designer/undo-offer.ts";
import { PIN_KEYS } from "../../editor/store/pin-store.ts";
import { browserStorage, browserWindows } from "../../editor/store/browser-windows.ts";
import type { Trpc } from "../../trpc/trpc-client.ts";
import { useToast } from "../../ui/toaster.tsx";
import { ImportDialog } from "../_workflows/import-dialog.tsx";
import type { GivenFile } from "../_workflows/plan-import.ts";
import { useImport } from "../_workflows/use-import.ts";
import { DesignerSkeleton } from "./designer-skeleton.tsx";
import { trpcBackend } from "./trpc-backend.ts";

/** The draft as the server has it. */
export interface OpenDesignerProps {
  readonly id: string;
  readonly userId: string;
  readonly title: string;
  readonly draft: StoredDraft;
  readonly trpc: Trpc;
}

/** Opens the session after mounting, since it reads the browser's storage. */
export function OpenDesigner({ id, userId, title, draft, trpc }: OpenDesignerProps) {
  const [session, setSession] = useState<DesignerSession>();
  const toast = useToast();
  const router = useRouter();
  const queries = useQueryClient();
  const importing = useImport();
  const importFile = useEffectEvent((file: GivenFile) => importing.show([file]));
  useEffect(() => {
    const opened: DesignerSession = createSession({
      workflowId: id,
      userId,
      title,
      draft,
      backend: trpcBackend(trpc, id),
      storage: browserStorage(),
      windows: browserWindows(),
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
      importWorkflow: (file) => importFile(file),
    });
    // A link of a run's page asks for a dry run with the answers of that run.
    const replay = new URLSearchParams(window.location.search).get("replay");
    if (replay !== null) opened.ui.setState({ mode: "dry-run", replay });
    setSession(opened);
    // The page of a run, in another tab, may have pinned an output.
    const takePins = ({ key }: StorageEvent) => {
      if (key?.startsWith(PIN_KEYS) === true) opened.pins.reload();
    };
    window.addEventListener("storage", takePins);
    // Several designers are often open: each tab tells which.
    document.title = `${title} · Ironweave`;
    return () => {
      window.removeEventListener("storage", takePins);
      void opened.autosave.flush();
      opened.autosave.stop();
      void queries.invalidateQueries({ queryKey: ["workflows"] });
    };
  }, [id, userId, title, draft, trpc, toast, router, queries]);
  return session === undefined ? (
    <DesignerSkeleton />
  ) : (
    <>
      <Designer session={session} />
      {importing.isOpen && (
        <ImportDialog
          open
          onOpenChange={() => importing.close()}
          files={importing.files}
          onFiles={importing.setFiles}
          onCreate={(resolved) => void importing.create(resolved)}
          busy={importing.isPending}
          error={importing.error}
        />
      )}
    </>
  );
}
