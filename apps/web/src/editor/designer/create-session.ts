// Wires the stores of one open workflow: text, screen, gestures, facts, autosave. Framework-free; the page supplies ports.

import type { Diagnostic, Reference, Severity } from "@ironweave/schema";
import type { EditorBackend, Person, StoredDraft, VersionInfo } from "../backend/editor-backend.ts";
import { startCollaboration } from "../presence/collaboration.ts";
import { peopleByTask } from "../presence/person-marks.ts";
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
import { createDryRunClient } from "../dry-run/dry-run-client.ts";
import { draftPlanner } from "../dry-run/open-dry-run.ts";
import { createPinning } from "../dry-run/create-pinning.ts";
import { createStepKnowledge } from "../dry-run/step-knowledge.ts";
import { createFormDrafts } from "../store/form-drafts.ts";
import { releaseStale } from "../store/release-stale.ts";
import { createPinStore, type PinStore } from "../store/pin-store.ts";
import { createDraftCopies, type CopyStorage, type LiveWindows } from "../store/draft-copies.ts";
import { newUuid } from "../store/new-uuid.ts";
import type { DesignerSession } from "./designer-context.ts";
import { saveFile } from "./save-file.ts";

/** What the page gives. */
export interface SessionOptions {
  readonly workflowId: string;
  /** Whose drafts this browser keeps; people who share a browser do not share them. */
  readonly userId: string;
  readonly title: string;
  readonly draft: Pick<StoredDraft, "text" | "revision" | "base">;
  readonly backend: EditorBackend;
  readonly storage: CopyStorage;
  readonly windows: LiveWindows;
  readonly clipboard: Clipboard;
  readonly notify: CommandContext["notify"];
  readonly onRunStarted: (runId: string) => void;
  readonly importWorkflow: DesignerSession["importWorkflow"];
}

/** Opens a workflow. What a window that is gone has left in this browser is merged in, as an undoable edit. */
export function createSession(options: SessionOptions): DesignerSession {
  const {
    workflowId,
    userId,
    title,
    draft,
    backend,
    storage,
    windows,
    clipboard,
    notify,
    onRunStarted,
    importWorkflow,
  } = options;
  const validator = createBackgroundValidator();
  const store = createEditorStore(draft.text, { validator });
  const facts = createFactStore();
  const scope = `${userId}:${workflowId}`;
  const drafts = createFormDrafts(storage, scope);
  const stopDrafts = releaseStale(drafts, store);
  const copies = createDraftCopies(storage, windows, scope, newUuid());
  const later = (run: () => void, ms: number) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const pins = createPinStore(storage, scope);
  const knowledge = createStepKnowledge({
    store,
    pins,
    backend,
    client: createDryRunClient,
    planOf: draftPlanner(workflowId, pins),
    later,
  });
  const autosave = startAutosave(store, { draft, backend, copies, later });
  const collaboration = startCollaboration({ store, autosave, backend, later });
  if (store.getState().drawn === "none") void drawLastVersion(store, backend);
  let notes = notesOf(store.getState());
  const show = () => showFacts(facts, store.getState(), notes, pins, collaboration.getState().people);
  show();
  const stopFacts = store.subscribe((state, old) => {
    if (state.drawing !== old.drawing) notes = notesOf(state);
    if (state.analysis !== old.analysis || state.broken !== old.broken) show();
  });
  const stopPins = pins.subscribe(show);
  const stopPeople = collaboration.subscribe((state, old) => void (state.people !== old.people && show()));
  const pinning = createPinning(pins, knowledge);
  const ui = createDesignerUi(storage);
  const context = { store, ui, session: createCanvasSession(), clipboard, pinning, notify, saveFile };
  const session: DesignerSession = {
    ...context,
    workflowId,
    title,
    backend,
    facts,
    drafts,
    pins,
    knowledge,
    collaboration,
    onRunStarted,
    importWorkflow,
    autosave: {
      ...autosave,
      flush() {
        drafts.flush();
        return autosave.flush();
      },
      stop() {
        collaboration.stop();
        stopPeople();
        autosave.stop();
        validator.stop();
        stopDrafts();
        stopFacts();
        stopPins();
        knowledge.stop();
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

function showFacts(
  facts: FactStore,
  { analysis, drawing, broken }: EditorState,
  notes: Notes,
  pins: Pick<PinStore, "of">,
  people: readonly Person[],
): void {
  const byTask = new Map<Reference, TaskFacts>([...notes].map(([task, comment]) => [task, { comment }]));
  for (const diagnostic of analysis.diagnostics) {
    const task = taskAt(drawing.index, diagnostic.reference);
    if (task !== undefined && diagnostic.severity !== "info") byTask.set(task, worse(byTask.get(task), diagnostic));
  }
  for (const task of Object.keys(pins.of(drawing.index))) byTask.set(task, { ...byTask.get(task), pinned: true });
  for (const task of broken) byTask.set(task, { ...byTask.get(task), broken: true });
  for (const [task, here] of peopleByTask(drawing.index, people))
    byTask.set(task, { ...byTask.get(task), people: here });
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
