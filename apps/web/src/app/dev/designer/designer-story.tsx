"use client";
// The designer without a server. `?empty` opens an empty workflow.

import { useEffect, useState } from "react";
import { createMemoryBackend } from "../../../editor/backend/memory-backend.ts";
import { createSession } from "../../../editor/designer/create-session.ts";
import type { DesignerSession } from "../../../editor/designer/designer-context.ts";
import { Designer } from "../../../editor/designer/designer.tsx";
import { undoOffer } from "../../../editor/designer/undo-offer.ts";
import { useToast } from "../../../ui/toaster.tsx";
import { TEMPLATES } from "../../_workflows/templates.ts";
import { SAMPLE } from "../sample.ts";

/** Fills the window. */
export function DesignerStory() {
  const [session, setSession] = useState<DesignerSession>();
  const toast = useToast();
  useEffect(() => {
    const empty = window.location.search.includes("empty");
    const text = empty ? (TEMPLATES[0]?.text("empty", "default") ?? "") : SAMPLE;
    const backend = createMemoryBackend(text);
    let copied = "";
    const opened: DesignerSession = createSession({
      workflowId: "story",
      userId: "story",
      title: "story",
      draft: backend.draft(),
      backend,
      storage: { getItem: () => null, setItem: () => {}, removeItem: () => {}, keys: () => [] },
      windows: { hold: () => () => {}, whenGone: () => () => {} },
      clipboard: { read: async () => copied, write: async (next) => void (copied = next) },
      notify: (message, { undo = false, danger = false } = {}) =>
        toast({
          text: message,
          tone: danger ? "danger" : "plain",
          ...(undo ? undoOffer(opened.store) : {}),
        }),
      onRunStarted: () => {},
      importWorkflow: () => {},
    });
    setSession(opened);
    return () => opened.autosave.stop();
  }, [toast]);
  return <main style={{ height: "100dvh" }}>{session !== undefined && <Designer session={session} />}</main>;
}
