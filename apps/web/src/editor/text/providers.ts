// Completion, hover and quick fixes in the text view, all from our own schema and validator: no second opinion.
// Registered once per page; which store answers is told by the model (one model, one store).

import { declaredNames, documentSchema, dslVersionOf } from "@ironweave/schema";
import type { Diagnostic } from "@ironweave/schema";
import type { OfferKind } from "@ironweave/jq";
import type { editor, IPosition, languages } from "monaco-editor/editor";
import type { ExpressionKnowledge } from "../inspector/form-context.ts";
import { taskAt } from "../kernels/graph-index.ts";
import type { EditorStore } from "../store/editor-state.ts";
import { linePathAt } from "./line-path.ts";
import { monaco } from "./monaco.ts";
import { registerNameProviders } from "./name-providers.ts";
import { hiddenUnits } from "./offset-map.ts";
import { schemasAt, schemasOfKey } from "./schema-walk.ts";
import { snippetOf, suggestJq } from "./suggest-jq.ts";
import { suggestAt } from "./suggest-keys.ts";
import type { DeclaredKind, Suggestion } from "./suggest-keys.ts";
import { LANGUAGE_ID } from "./workflow-language.ts";

/** What is known for expressions at this moment, by their place. */
export type ExpressionsNow = () => Pick<ExpressionKnowledge, "samples" | "variables"> | undefined;

const stores = new WeakMap<editor.ITextModel, EditorStore>();
const expressionsOf = new WeakMap<editor.ITextModel, ExpressionsNow>();
let registered = false;

/** Lets the language features of a model answer from a store. */
export function serveModel(model: editor.ITextModel, store: EditorStore, expressions: ExpressionsNow): void {
  stores.set(model, store);
  expressionsOf.set(model, expressions);
  if (registered) return;
  registered = true;
  monaco.languages.registerCompletionItemProvider(LANGUAGE_ID, {
    triggerCharacters: [" ", "$", ":", ".", "@", "{", "["],
    provideCompletionItems: (target, position, { triggerCharacter }) => {
      const inJq = completeJqAt(target, position, triggerCharacter !== undefined);
      // Offers of jq are chosen anew with each letter: the data decide, and not a filter of the list.
      if (inJq !== undefined) return { suggestions: inJq, incomplete: true };
      const isKey = triggerCharacter === undefined || [" ", "$", ":"].includes(triggerCharacter);
      return { suggestions: isKey ? complete(target, position.lineNumber, position.column) : [] };
    },
  });
  monaco.languages.registerHoverProvider(LANGUAGE_ID, {
    provideHover: (target, position) => describe(target, position.lineNumber, position.column),
  });
  monaco.languages.registerCodeActionProvider(LANGUAGE_ID, {
    provideCodeActions: (target, range) => ({ actions: fixes(target, range), dispose: () => {} }),
  });
  registerNameProviders();
}

const KINDS: { readonly [K in Suggestion["kind"]]: languages.CompletionItemKind } = {
  key: monaco.languages.CompletionItemKind.Property,
  value: monaco.languages.CompletionItemKind.Value,
  task: monaco.languages.CompletionItemKind.Reference,
  function: monaco.languages.CompletionItemKind.Function,
  variable: monaco.languages.CompletionItemKind.Variable,
};

function schemaFor(store: EditorStore) {
  return documentSchema(dslVersionOf(store.getState().drawing.source.value ?? null));
}

const JQ_KINDS: { readonly [K in OfferKind]: languages.CompletionItemKind } = {
  key: monaco.languages.CompletionItemKind.Field,
  variable: monaco.languages.CompletionItemKind.Variable,
  function: monaco.languages.CompletionItemKind.Function,
  keyword: monaco.languages.CompletionItemKind.Keyword,
  format: monaco.languages.CompletionItemKind.Constant,
};

/** Undefined where the place is in no expression. */
function completeJqAt(
  model: editor.ITextModel,
  position: IPosition,
  isAutomatic: boolean,
): languages.CompletionItem[] | undefined {
  const store = stores.get(model);
  if (store === undefined) return undefined;
  const expressions = expressionsOf.get(model)?.();
  const text = model.getValue();
  const offset = model.getOffsetAt(position);
  const at = store.getState().drawing.source.referenceAt(offset + hiddenUnits(text));
  const known =
    expressions === undefined ? {} : { samples: expressions.samples(at), variables: expressions.variables(at) };
  const found = suggestJq(text, offset, known);
  if (found === "elsewhere") return undefined;
  if (found === undefined || (isAutomatic && !found.isBegun)) return [];
  const range = monaco.Range.fromPositions(model.getPositionAt(found.start), model.getPositionAt(found.end));
  const typed = text.slice(found.start, found.end);
  return found.offers.map((offer, rank) => ({
    label: {
      label: offer.label,
      detail: offer.kind === "function" ? offer.detail : "",
      description: offer.origin ?? "",
    },
    kind: JQ_KINDS[offer.kind],
    insertText: snippetOf(offer),
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    detail: offer.detail,
    documentation: offer.doc,
    filterText: typed,
    sortText: String(rank).padStart(4, "0"),
    range,
  }));
}

function complete(model: editor.ITextModel, lineNumber: number, column: number): languages.CompletionItem[] {
  const store = stores.get(model);
  if (store === undefined) return [];
  const { drawing } = store.getState();
  const word = model.getWordUntilPosition({ lineNumber, column });
  const range = new monaco.Range(lineNumber, word.startColumn, lineNumber, word.endColumn);
  const task = taskAt(drawing.index, drawing.source.referenceAt(model.getOffsetAt({ lineNumber, column })));
  const scope = task === undefined ? drawing.index.graph.root : drawing.index.places.get(task)?.scope;
  const taskNames = (scope?.nodes ?? []).filter((node) => node.id !== task).map((node) => node.name);
  const options = {
    schema: schemaFor(store),
    text: model.getValue(),
    line: lineNumber - 1,
    column: column - 1,
    taskNames,
    declared: (kind: DeclaredKind) => declaredNames(drawing.source.value, kind),
  };
  return suggestAt(options).map((one) => ({
    label: one.label,
    kind: KINDS[one.kind],
    insertText: one.insert,
    insertTextRules: monaco.languages.CompletionItemInsertTextRule.InsertAsSnippet,
    detail: one.detail,
    documentation: one.documentation,
    sortText: `${String(one.rank).padStart(4, "0")}${one.label}`,
    range,
  }));
}

function describe(model: editor.ITextModel, lineNumber: number, column: number): languages.Hover | null {
  const store = stores.get(model);
  if (store === undefined) return null;
  const end = model.getLineMaxColumn(lineNumber) - 1;
  const place = linePathAt(model.getValue(), lineNumber - 1, end);
  if (place.valueOf === undefined || column > place.indent + place.valueOf.length + 1) return null;
  const schema = schemaFor(store);
  const found = schemasOfKey(schema, schemasAt(schema, place), place.valueOf);
  const title = found.map((one) => one["title"]).find((text) => typeof text === "string");
  const text = found.map((one) => one["description"]).find((one) => typeof one === "string");
  const parts = [typeof title === "string" ? `**${title}**` : "", typeof text === "string" ? text : ""].filter(
    (part) => part !== "",
  );
  return parts.length === 0 ? null : { contents: [{ value: parts.join("\n\n") }] };
}

/** The markers of a diagnostic, so that a fix is shown with what it mends. */
function markersOf(model: editor.ITextModel, { code, message }: Diagnostic): editor.IMarkerData[] {
  return monaco.editor
    .getModelMarkers({ resource: model.uri })
    .filter((marker) => marker.code === code && marker.message === message);
}

function fixes(
  model: editor.ITextModel,
  range: { readonly startLineNumber: number; readonly endLineNumber: number },
): languages.CodeAction[] {
  const store = stores.get(model);
  if (store === undefined) return [];
  const { analysis } = store.getState();
  const hidden = hiddenUnits(analysis.text);
  const here = (diagnostic: Diagnostic): boolean => {
    const start = model.getPositionAt(diagnostic.range.start - hidden).lineNumber;
    const end = model.getPositionAt(diagnostic.range.end - hidden).lineNumber;
    return start <= range.endLineNumber && end >= range.startLineNumber;
  };
  return analysis.diagnostics.filter(here).flatMap((diagnostic) =>
    (diagnostic.fixes ?? []).map((fix): languages.CodeAction => ({
      title: fix.title,
      kind: "quickfix",
      isPreferred: fix.byHand !== true,
      diagnostics: markersOf(model, diagnostic),
      edit: {
        edits: fix.edits.map((edit) => ({
          resource: model.uri,
          versionId: model.getVersionId(),
          textEdit: {
            range: monaco.Range.fromPositions(
              model.getPositionAt(edit.range.start - hidden),
              model.getPositionAt(edit.range.end - hidden),
            ),
            text: edit.text,
          },
        })),
      },
    })),
  );
}
