// Ties one Monaco editor to one editor store, both ways. The text lives in the store; Monaco holds a copy that replays
// the store's changes and reports what is typed. The invariant: after each event both hold the same text.

import type { Diagnostic, Reference } from "@ironweave/schema";
import type { editor } from "monaco-editor/editor";
import { taskAt } from "../kernels/graph-index.ts";
import type { EditorState, EditorStore } from "../store/editor-state.ts";
import { monaco } from "./monaco.ts";
import { editsOfChanges, hiddenUnits } from "./offset-map.ts";
import { serveModel, type ExpressionsNow } from "./providers.ts";

const MARKER_OWNER = "ironweave";
const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** Starts the binding and returns its end. */
export function bindEditor(
  view: editor.IStandaloneCodeEditor,
  store: EditorStore,
  expressions: ExpressionsNow = () => undefined,
): () => void {
  const model = view.getModel();
  if (model === null) return () => {};
  let replaying = false;
  serveModel(model, store, expressions);
  const selected = view.createDecorationsCollection();
  const offsetOf = (units: number): number => units - hiddenUnits(store.getState().text);
  const rangeOf = (start: number, end: number) =>
    monaco.Range.fromPositions(model.getPositionAt(offsetOf(start)), model.getPositionAt(offsetOf(end)));

  const showMarkers = (diagnostics: readonly Diagnostic[]): void => {
    const markers = diagnostics.map(({ code, severity, message, range }) => {
      const { startLineNumber, startColumn, endLineNumber, endColumn } = rangeOf(
        range.start,
        Math.max(range.end, range.start + 1),
      );
      const place = { startLineNumber, startColumn, endLineNumber, endColumn };
      return { ...place, code, message, severity: SEVERITIES[severity], source: "ironweave" };
    });
    monaco.editor.setModelMarkers(model, MARKER_OWNER, markers);
  };

  const showSelection = (state: EditorState, move: boolean): void => {
    const ranges = state.selection.flatMap((task) => state.analysis.source.locate(task, "entry") ?? []);
    selected.set(
      ranges.map(({ start, end }) => ({
        range: rangeOf(start, end),
        options: {
          isWholeLine: true,
          className: "ironweave-selected-task",
          linesDecorationsClassName: "ironweave-selected-bar",
        },
      })),
    );
    const first = state.selection[0];
    const key = first === undefined ? undefined : state.analysis.source.locate(first, "key");
    if (!move || key === undefined) return;
    const position = model.getPositionAt(offsetOf(key.start));
    view.setPosition(position);
    view.revealPositionInCenterIfOutsideViewport(position);
  };

  /** Monaco's own idea of line ends or hidden marks must never let the copies part. */
  const reconcile = (): void => {
    const text = store.getState().text;
    if (model.getValue(undefined, true) !== text && model.getValue() !== text) model.setValue(text);
  };

  const typing = model.onDidChangeContent((event) => {
    if (replaying) return;
    store.type(editsOfChanges(event.changes, hiddenUnits(store.getState().text)));
  });
  // Monaco colours lines when it is idle, and indents a new line only after lines it has coloured.
  const entering = view.onKeyDown(({ keyCode }) => {
    const line = keyCode === monaco.KeyCode.Enter ? view.getPosition()?.lineNumber : undefined;
    if (line !== undefined) monaco.editor.colorizeModelLine(model, line);
  });
  const leaving = view.onDidBlurEditorText(() => store.closeTyping());
  /** The caret moved before the text was read: what it stands in is known when it has been. */
  let caretWaits = false;
  const followCaret = (): void => {
    const { drawing, analysis, stale } = store.getState();
    const position = view.getPosition();
    caretWaits = stale;
    if (stale || position === null) return;
    const reference: Reference = analysis.source.referenceAt(model.getOffsetAt(position) + hiddenUnits(analysis.text));
    const task = taskAt(drawing.index, reference);
    store.select(task === undefined ? [] : [task], "text");
  };
  const moving = view.onDidChangeCursorPosition(({ source }) => {
    if (!replaying && source !== "ironweave" && view.hasTextFocus()) followCaret();
  });

  const following = store.subscribe((state, old) => {
    replaying = true;
    if (state.change !== old.change && state.change.origin !== "text") {
      for (const step of state.change.steps) {
        const edits = step.map((edit) => ({
          range: rangeIn(model, edit.range, hiddenUnits(old.text)),
          text: edit.text,
        }));
        model.applyEdits(edits);
      }
      reconcile();
    }
    if (state.analysis !== old.analysis) showMarkers(state.analysis.diagnostics);
    const elsewhere = state.selectedBy !== "text" && state.selection !== old.selection;
    if (state.selection !== old.selection || state.analysis !== old.analysis) showSelection(state, elsewhere);
    replaying = false;
    if (elsewhere) caretWaits = false;
    if (caretWaits && !state.stale) followCaret();
  });

  const { KeyMod, KeyCode } = monaco;
  view.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => store.undo());
  view.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, () => store.redo());
  view.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, () => store.redo());
  showMarkers(store.getState().analysis.diagnostics);
  showSelection(store.getState(), false);

  return () => {
    following();
    for (const listener of [typing, entering, leaving, moving]) listener.dispose();
    selected.clear();
  };
}

function rangeIn(model: editor.ITextModel, range: { readonly start: number; readonly end: number }, hidden: number) {
  return monaco.Range.fromPositions(model.getPositionAt(range.start - hidden), model.getPositionAt(range.end - hidden));
}
