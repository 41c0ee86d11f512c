// The editor's state machine: text first, everything else derived. No React, no DOM, no network.
// The invariant: `analysis.text === text`, and replaying every `change` on the initial text gives `text`.

import {
  planEdit,
  type Caution,
  type Diagnostic,
  type Edit,
  type Reference,
  type Source,
  type TextEdit,
} from "@ironweave/schema";
import { createStore } from "zustand/vanilla";
import { taskAt } from "../kernels/graph-index.ts";
import { analyze, analyzePart, brokenTasks, drawingOf } from "./analyze.ts";
import { LARGE_TEXT, type BackgroundValidator } from "./background-validator.ts";
import type { Analysis, EditorState, EditorStore, Origin, PreparedEdit, Refusal, SaveState } from "./editor-state.ts";
import { carryFolded, mapReferences } from "./carry-references.ts";
import { closeEntry, EMPTY_HISTORY, record, stepOf, takeRedo, takeUndo, type HistoryStep } from "./text-history.ts";
import { applyEdits, differenceEdits, rebaseEdits } from "./text-edits.ts";

/** `now` stamps typing for coalescing. @default Date.now; `validator` takes large texts. @default none: all at once */
export interface EditorStoreOptions {
  readonly now?: () => number;
  readonly validator?: Pick<BackgroundValidator, "check">;
}

/** Creates a store around a text. */
export function createEditorStore(text: string, { now = Date.now, validator }: EditorStoreOptions = {}): EditorStore {
  let history = EMPTY_HISTORY;
  let entries = 0;
  const store = createStore<EditorState>(() => initialState(text, isLater(text) ? [] : undefined));
  const { getState, setState } = store;
  if (isLater(text) && getState().analysis.graph !== undefined) validator?.check(text, (found) => tell(text, found));

  /** Large texts are validated in the background, where there is one. */
  function isLater(of: string): boolean {
    return validator !== undefined && of.length > LARGE_TEXT;
  }

  /** Replays steps on the text and derives everything anew, in one state change. `planned` is of the new text or of one near it. */
  function change(
    steps: readonly HistoryStep[],
    origin: Origin,
    after: Partial<EditorState> = {},
    planned?: Source,
  ): void {
    const old = getState();
    const next = steps.reduce((current, step) => applyEdits(current, step.edits), old.text);
    const later = isLater(next);
    const known = { near: planned ?? old.drawing.source, ...(later && { later: old.analysis.diagnostics }) };
    const analysis = next === old.text ? old.analysis : analyze(next, known);
    const { drawing, drawn } = next === old.text ? old : drawingAfter(analysis, old);
    const stale = analysis.graph === undefined;
    const selection = (after.selection ?? old.selection).filter((task) => drawing.index.places.has(task));
    setState({
      folded: carryFolded(old.folded, old.drawing.index, drawing.index),
      ...after,
      text: next,
      change: { origin, steps: steps.map((step) => step.edits) },
      analysis,
      drawing,
      drawn,
      stale,
      broken: stale ? brokenTasks(drawing, next) : [],
      selection,
      undoLabel: history.past.at(-1)?.label,
      undoId: history.past.at(-1)?.id,
      redoLabel: history.future.at(-1)?.label,
      ...(next === old.text ? {} : { save: touched(old.save) }),
    });
    if (later && analysis.graph !== undefined && next !== old.text)
      validator?.check(next, (found) => tell(next, found));
  }

  /** Takes the diagnostics of a text validated in the background, if it is still the text. */
  function tell(text: string, diagnostics: readonly Diagnostic[]): void {
    const { analysis } = getState();
    if (analysis.text === text) setState({ analysis: { ...analysis, diagnostics } });
  }

  function commit(
    steps: readonly HistoryStep[],
    label: string,
    origin: Origin,
    after: readonly Reference[],
    visit?: number,
    planned?: Source,
  ): void {
    const before = getState().selection;
    const joins = { ...(origin === "text" ? { typingAt: now() } : {}), ...(visit === undefined ? {} : { visit }) };
    history = record(history, { label, steps, before, after, id: ++entries, ...joins });
    change(steps, origin, { selection: after, selectedBy: origin }, planned);
  }

  function prepare(
    edits: readonly Edit[],
    label: string,
    origin: Origin = "canvas",
    visit?: number,
  ): PreparedEdit | string {
    const state = getState();
    const steps: HistoryStep[] = [];
    const cautions: Caution[] = [];
    let { text } = state;
    let source = state.drawing.source;
    let select: readonly Reference[] = state.selection;
    for (const edit of edits) {
      const result = planEdit(source, edit);
      if (!result.ok) return result.diagnostic.message;
      const rebased = rebaseEdits(result.plan.edits, source.text, text);
      if (rebased === undefined || (source.text !== text && edits.length > 1))
        return "This part of the text does not parse at the moment. Mend it first, or undo.";
      steps.push(stepOf(text, rebased));
      cautions.push(...result.plan.cautions);
      text = applyEdits(text, rebased);
      select = result.plan.select.length > 0 ? result.plan.select : mapReferences(select, result.plan.moved);
      source = result.plan.source;
    }
    return {
      cautions,
      commit() {
        if (getState().text !== state.text) return perform(edits, label, origin, visit);
        if (steps.some((step) => step.edits.length > 0)) commit(steps, label, origin, select, visit, source);
        return undefined;
      },
    };
  }

  function perform(edits: readonly Edit[], label: string, origin: Origin = "canvas", visit?: number): Refusal {
    const prepared = prepare(edits, label, origin, visit);
    return typeof prepared === "string" ? prepared : prepared.commit();
  }

  function travel(direction: "undo" | "redo"): void {
    const taken = direction === "undo" ? takeUndo(history) : takeRedo(history);
    if (taken === undefined) return;
    ({ history } = taken);
    const { steps, before, after } = taken.entry;
    const replay =
      direction === "redo"
        ? steps
        : steps.toReversed().map(({ edits, inverse }) => ({ edits: inverse, inverse: edits }));
    change(replay, "history", { selection: direction === "undo" ? before : after, selectedBy: "history" });
  }

  return {
    getState,
    subscribe: store.subscribe,
    getInitialState: store.getInitialState,
    perform,
    prepare,
    type(edits) {
      const state = getState();
      commit([stepOf(state.text, edits)], "Typing", "text", selectionAfterTyping(state, edits));
    },
    replaceText(next, label, origin = "canvas") {
      const edits = differenceEdits(getState().text, next);
      if (edits.length > 0) commit([stepOf(getState().text, edits)], label, origin, getState().selection);
    },
    applyTextEdits(edits, label, origin = "form") {
      if (edits.length > 0) commit([stepOf(getState().text, edits)], label, origin, getState().selection);
    },
    undo(only) {
      if (only === undefined || history.past.at(-1)?.id === only) travel("undo");
    },
    redo: () => travel("redo"),
    closeTyping: () => void (history = closeEntry(history)),
    select(references, by) {
      const { selection } = getState();
      const same = selection.length === references.length && selection.every((one, at) => one === references[at]);
      if (!same) setState({ selection: references, selectedBy: by });
    },
    toggleFold(reference) {
      const folded = new Set(getState().folded);
      if (!folded.delete(reference)) folded.add(reference);
      setState({ folded });
    },
    setSave: (save) => setState({ save }),
    drawVersion(version) {
      const analysis = analyze(version);
      if (getState().drawn !== "none" || analysis.graph === undefined) return;
      const drawing = drawingOf(analysis, undefined);
      setState({ drawing, drawn: "version", broken: brokenTasks(drawing, getState().text) });
    },
  };
}

function initialState(text: string, later: readonly Diagnostic[] | undefined): EditorState {
  const analysis = analyze(text, { ...(later !== undefined && { later }) });
  const { drawing, drawn } = drawingAfter(analysis, undefined);
  return {
    text,
    change: { origin: "server", steps: [] },
    analysis,
    drawing,
    drawn,
    stale: analysis.graph === undefined,
    broken: drawn === "part" ? brokenTasks(drawing, text) : [],
    selection: [],
    selectedBy: "server",
    folded: new Set(),
    undoLabel: undefined,
    undoId: undefined,
    redoLabel: undefined,
    save: { type: "saved", at: undefined },
  };
}

/** The drawing for an analysis: its own, the last good one, or, where there never was one, that of the part that parses. */
function drawingAfter(
  analysis: Analysis,
  old: Pick<EditorState, "drawing" | "drawn"> | undefined,
): Pick<EditorState, "drawing" | "drawn"> {
  if (analysis.graph !== undefined) return { drawing: drawingOf(analysis, old?.drawing), drawn: "text" };
  if (old?.drawn === "text" || old?.drawn === "earlier") return { drawing: old.drawing, drawn: "earlier" };
  const part = analyzePart(analysis);
  if (part !== undefined) return { drawing: drawingOf(part, undefined), drawn: "part" };
  return old ?? { drawing: drawingOf(analysis, undefined), drawn: "none" };
}

/** The cursor's task stays selected while typing; the text view corrects it with its next cursor event. */
function selectionAfterTyping(state: EditorState, edits: readonly TextEdit[]): readonly Reference[] {
  const at = edits[0]?.range.start;
  if (at === undefined || state.stale) return state.selection;
  const task = taskAt(state.drawing.index, state.analysis.source.referenceAt(at));
  return task === undefined ? state.selection : [task];
}

function touched(save: SaveState): SaveState {
  return save.type === "conflict" ? save : { type: "unsaved" };
}
