// Names in the text view: go to the definition, every place of a name marked, rename with all references. What a name means is
// asked of the schema package; nothing is guessed from the text here.

import { nameInText, parseSource, renameInText, reparseSource } from "@ironweave/schema";
import type { Source, TextRange } from "@ironweave/schema";
import type { editor, IPosition, languages } from "monaco-editor/editor";
import { monaco } from "./monaco.ts";
import { hiddenUnits } from "./offset-map.ts";
import { LANGUAGE_ID } from "./workflow-language.ts";

/** Registers the providers; once per page. */
export function registerNameProviders(): void {
  monaco.languages.registerDefinitionProvider(LANGUAGE_ID, { provideDefinition: definition });
  monaco.languages.registerDocumentHighlightProvider(LANGUAGE_ID, { provideDocumentHighlights: highlights });
  monaco.languages.registerRenameProvider(LANGUAGE_ID, { provideRenameEdits: rename, resolveRenameLocation: location });
}

/** Of each text as it was last asked about: with every move of the cursor the same or nearly the same comes again. */
const sources = new WeakMap<editor.ITextModel, Source>();

function sourceOf(model: editor.ITextModel): Source {
  const last = sources.get(model);
  const text = model.getValue();
  const source = last === undefined ? parseSource(text) : reparseSource(last, text);
  sources.set(model, source);
  return source;
}

function at(model: editor.ITextModel, position: IPosition) {
  const source = sourceOf(model);
  const offset = model.getOffsetAt(position) + hiddenUnits(source.text);
  return { source, offset, name: nameInText(source, offset) };
}

function rangeOf(model: editor.ITextModel, { start, end }: TextRange) {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}

function definition(model: editor.ITextModel, position: IPosition): languages.Definition | undefined {
  const { name } = at(model, position);
  return name?.definition === undefined ? undefined : { uri: model.uri, range: rangeOf(model, name.definition) };
}

function highlights(model: editor.ITextModel, position: IPosition): languages.DocumentHighlight[] {
  const { name } = at(model, position);
  if (name === undefined) return [];
  const { Read, Write } = monaco.languages.DocumentHighlightKind;
  return [
    ...(name.definition === undefined ? [] : [{ range: rangeOf(model, name.definition), kind: Write }]),
    ...name.uses.map((use) => ({ range: rangeOf(model, use), kind: Read })),
  ];
}

function location(model: editor.ITextModel, position: IPosition): languages.RenameLocation & languages.Rejection {
  const { name } = at(model, position);
  if (name !== undefined) return { range: rangeOf(model, name.range), text: name.name };
  const range = monaco.Range.fromPositions(position);
  return {
    range,
    text: "",
    rejectReason: "There is no name here: stand on a step's name, a then, or an entry of use.",
  };
}

function rename(
  model: editor.ITextModel,
  position: IPosition,
  to: string,
): languages.WorkspaceEdit & languages.Rejection {
  const { source, offset } = at(model, position);
  const result = renameInText(source, offset, to);
  if (!result.ok) return { edits: [], rejectReason: result.message };
  return {
    edits: result.edits.map(({ range, text }) => ({
      resource: model.uri,
      versionId: model.getVersionId(),
      textEdit: { range: rangeOf(model, range), text },
    })),
  };
}
