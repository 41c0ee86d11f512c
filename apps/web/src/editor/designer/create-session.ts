// Wires the stores of one open workflow: text, screen, gestures, facts, autosave. Framework-free; the page supplies ports.

import type { Diagnostic, Reference, Severity } from "@ironweave/schema";
import type { EditorBackend, VersionInfo } from "../backend/editor-backend.ts";
import { createCanvasSession } from "../canvas/canvas-session.ts";
import { createFactStore, type FactStore, type TaskFacts } from "../canvas/fact-store.ts";
import type { Clipboard, Command, CommandContext } from "../commands/command.ts";
import { taskAt } from "../kernels/graph-index.ts";
import { taskNotes } from "../kernels/task-notes.ts";
import { startAutosave } from "../store/autosave.ts";
import { createBackgroundValidator } from "../store/background-validator.ts";
import { createDesignerUi } from "../store/designer-ui.ts";
import type { EditorState, EditorStore } from "../store/editor-state.ts";
import { createEditorStore } from "../store/editor-store.ts";
import { createFormDrafts } from "../store/form-drafts.ts";
import { readLocalDraft, type DraftStorage } from "../store/local-draft.ts";
import type { DesignerSession } from "./designer-context.ts";
import { saveFile } from "./save-file.ts";

/** What the page gives. */
export interface SessionOptions {
  readonly workflowId: string;
  readonly title: string;
  readonly text: string;
  readonly revision: number;
  readonly backend: EditorBackend;
  readonly storage: DraftStorage;
  readonly clipboard: Clipboard;
  readonly notify: CommandContext["notify"];
  readonly onRunStarted: (runId: string) => void;
}

/** Opens a workflow. A local copy that never reached the server is taken up as the newest, undoable, text. */
export function createSession(options: SessionOptions): DesignerSession {
  const { workflowId, title, text, revision, backend, storage, clipboard, notify, onRunStarted } = options;
  const validator = createBackgroundValidator();
  const store = createEditorStore(text, { validator });
  const facts = createFactStore();
  const drafts = createFormDrafts(storage, workflowId);
  const local = readLocalDraft(storage, workflowId);
  const autosave = startAutosave(store, {
    workflowId,
    revision: local?.baseRevision ?? revision,
    backend,
    storage,
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  if (local !== undefined && local.text !== text) store.replaceText(local.text, "Recover unsaved changes", "server");
  if (store.getState().drawn === "none") void drawLastVersion(store, backend);
  let notes = notesOf(store.getState());
  showFacts(facts, store.getState(), notes);
  const stopFacts = store.subscribe((state, old) => {
    if (state.drawing !== old.drawing) notes = notesOf(state);
    if (state.analysis !== old.analysis || state.broken !== old.broken) showFacts(facts, state, notes);
  });
  const context = { store, ui: createDesignerUi(storage), session: createCanvasSession(), clipboard, notify, saveFile };
  const session: DesignerSession = {
    ...context,
    workflowId,
    title,
    backend,
    facts,
    drafts,
    onRunStarted,
    autosave: {
      ...autosave,
      flush() {
        drafts.flush();
        return autosave.flush();
      },
      stop() {
        autosave.stop();
        validator.stop();
        stopFacts();
      },
    },
    execute: (command: Command) => {
      if (!command.when(context)) return;
      void Promise.resolve(command.run(context)).catch(() => notify("That did not work.", { danger: true }));
    },
  };
  return session;
}

/** A text that never parsed on this page is shown with the drawing of its last version, where there is one. */
async function drawLastVersion(store: EditorStore, backend: EditorBackend): Promise<void> {
  try {
    const newest = (await backend.versions()).reduce<VersionInfo | undefined>(
      (last, version) => (last === undefined || version.number > last.number ? version : last),
      undefined,
    );
    if (newest !== undefined) store.drawVersion(await backend.versionText(newest.id));
  } catch {
    // The banner says that there is no drawing.
  }
}

const RANK: { readonly [S in Severity]: number } = { error: 2, warning: 1, info: 0 };

type Notes = ReturnType<typeof taskNotes>;

function notesOf({ drawing }: EditorState): Notes {
  return taskNotes(drawing.source, drawing.index);
}

function showFacts(facts: FactStore, { analysis, drawing, broken }: EditorState, notes: Notes): void {
  const byTask = new Map<Reference, TaskFacts>([...notes].map(([task, comment]) => [task, { comment }]));
  for (const diagnostic of analysis.diagnostics) {
    const task = taskAt(drawing.index, diagnostic.reference);
    if (task !== undefined && diagnostic.severity !== "info") byTask.set(task, worse(byTask.get(task), diagnostic));
  }
  for (const task of broken) byTask.set(task, { ...byTask.get(task), broken: true });
  facts.replace(byTask);
}

function worse(facts: TaskFacts | undefined, { severity }: Diagnostic): TaskFacts {
  const old = facts?.severity;
  return {
    ...facts,
    problems: (facts?.problems ?? 0) + 1,
    severity: old !== undefined && RANK[old] > RANK[severity] ? old : severity,
  };
}
