// What files would become, before anything is created: Direktiv workflows are recognised and turned into documents together,
// so that subflows find each other; documents of our own language are taken as they are. Pure; creates nothing.

import { importDirektivFolder, isDirektivWorkflow, parseSource, resolveReference, validate } from "@ironweave/schema";
import type { Diagnostic, Source } from "@ironweave/schema";

/** A file as it was chosen, dropped or pasted. */
export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** One thing to tell about a file, with its line there. */
export interface ImportNote {
  readonly severity: Diagnostic["severity"];
  readonly code: string;
  readonly line: number;
  readonly message: string;
}

/** What becomes of one file. `text` is undefined where nothing can be made of it. */
export interface PlannedImport {
  readonly file: string;
  readonly system: "direktiv" | "ironweave";
  readonly namespace: string;
  readonly name: string;
  readonly text: string | undefined;
  readonly notes: readonly ImportNote[];
}

/** One plan for each file, in the order given. */
export function planImport(files: readonly GivenFile[]): readonly PlannedImport[] {
  const direktiv = files.filter(({ text }) => isDirektivWorkflow(text));
  const paths = uniquePaths(direktiv);
  const imported = importDirektivFolder(Object.fromEntries(direktiv.map((file) => [paths.get(file) ?? "", file.text])));
  return files.map((file): PlannedImport => {
    const result = imported.find(({ path }) => path === paths.get(file));
    if (result === undefined) return ownDocument(file);
    const notes = notesOf(file.text, result.diagnostics);
    const { namespace } = namesOf(parseSource(result.yaml ?? ""));
    return { file: file.name, system: "direktiv", namespace, name: result.name, text: result.yaml, notes };
  });
}

function ownDocument(file: GivenFile): PlannedImport {
  const source = parseSource(file.text);
  const names = namesOf(source);
  const isEmpty = file.text.trim() === "";
  const found = isEmpty ? [] : validate(source).filter(({ severity }) => severity !== "info");
  const notes: readonly ImportNote[] = isEmpty
    ? [{ severity: "error", code: "empty", line: 1, message: "the file is empty" }]
    : notesOf(file.text, found);
  const isForeign = notes.some(({ code }) => code === "foreign_document");
  const text = isEmpty || isForeign ? undefined : file.text;
  return { file: file.name, system: "ironweave", ...names, text, notes };
}

/** The names that a document says; `default` is the namespace of one that says none, as on the server. */
function namesOf({ value }: Pick<Source, "value">): { readonly namespace: string; readonly name: string } {
  const [namespace, name] = ["/document/namespace", "/document/name"].map((at) => resolveReference(value, at));
  return {
    namespace: typeof namespace === "string" ? namespace : "default",
    name: typeof name === "string" ? name : "",
  };
}

function notesOf(text: string, diagnostics: readonly Diagnostic[]): readonly ImportNote[] {
  const source = parseSource(text);
  return diagnostics.map(({ severity, code, message, range }) => ({
    severity,
    code,
    line: source.position(range.start).line,
    message: message.replace(/^line \d+: /u, ""),
  }));
}

/** Paths in one namespace; files of the same name get numbers. */
function uniquePaths(files: readonly GivenFile[]): ReadonlyMap<GivenFile, string> {
  const taken = new Set<string>();
  return new Map(
    files.map((file) => {
      const plain = `/${file.name.replace(/^\/+/u, "")}`;
      let path = plain;
      for (let number = 2; taken.has(path); number += 1) path = plain.replace(/(\.\w+)?$/u, `-${number}$1`);
      taken.add(path);
      return [file, path] as const;
    }),
  );
}
