// A Direktiv workflow as a document of the DSL that behaves the same. Pure: text in, text and diagnostics out.
// The invariant: nothing is dropped silently. What has no equal is reported with its line, and the run fails there rather than
// doing something else.

import type { Json, JsonObject } from "@ironweave/jq";
import type { Diagnostic } from "../diagnostic.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { printDocument } from "./print-document.ts";
import { problemCollector } from "./read/problem.ts";
import { readDirektiv } from "./read/read-direktiv.ts";
import { readScalars } from "./read/read-scalars.ts";
import { workflowBody } from "./workflow-body.ts";
import { nameOfPath, namesOfPaths } from "./workflow-names.ts";

export interface ImportOptions {
  /** Path of the file in its Direktiv namespace, which names the workflow and resolves references. @default "/workflow" */
  readonly path?: string;
  /** Namespace of the new document, and of its subflows. @default "direktiv" */
  readonly namespace?: string;
  /** Names of all workflows imported along, by path. @default this one only */
  readonly names?: ReadonlyMap<string, string>;
}

/** The new document's text; undefined where Direktiv would not load the file either. */
export interface ImportResult {
  readonly yaml: string | undefined;
  /** Errors, warnings and hints with their places in the Direktiv file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Imports one file. Never throws; `yaml` is valid DSL 1.0.3. */
export function importDirektiv(text: string, options: ImportOptions = {}): ImportResult {
  const source = parseSource(text);
  if (source.value === undefined) {
    const diagnostics = source.diagnostics.map((each) => ({
      ...each,
      message: `line ${source.position(each.range.start).line}: ${each.message}`,
    }));
    return { yaml: undefined, diagnostics };
  }
  const { report, problems } = problemCollector(source);
  const direktiv = readDirektiv(readScalars(source, report), report);
  if (problems.some(({ severity }) => severity === "error")) return { yaml: undefined, diagnostics: problems };
  const path = options.path ?? "/workflow";
  const namespace = options.namespace ?? "direktiv";
  const name = options.names?.get(path) ?? nameOfPath(path);
  const { head, steps, tail } = workflowBody(direktiv, { report, path, namespace, names: options.names });
  const description = direktiv.value["description"];
  const url = direktiv.value["url"];
  const document: JsonObject = {
    dsl: "1.0.3",
    namespace,
    name,
    version: "0.1.0",
    ...(typeof description === "string" && description !== "" ? { summary: description } : {}),
    metadata: { importedFrom: { system: "direktiv", path, ...(typeof url === "string" ? { url } : {}) } },
  };
  const yaml = printDocument({ document, ...head }, steps, tail, source);
  return { yaml, diagnostics: sorted(problems) };
}

/** One file of a folder, imported. */
export interface ImportedFile extends ImportResult {
  readonly path: string;
  /** The new workflow's name. */
  readonly name: string;
}

/** Imports a namespace's files together, by path, so that subflows find each other. */
export function importDirektivFolder(
  files: Readonly<Record<string, string>>,
  options: Pick<ImportOptions, "namespace"> = {},
): readonly ImportedFile[] {
  const names = namesOfPaths(Object.keys(files));
  return Object.entries(files).map(([path, text]) => ({
    path,
    name: names.get(path) ?? nameOfPath(path),
    ...importDirektiv(text, { ...options, path, names }),
  }));
}

/** True where a value looks like a Direktiv workflow and not like another YAML file of a namespace. */
export function isDirektivWorkflow(text: string): boolean {
  const value: Json | undefined = parseSource(text).value;
  return isJsonObject(value) && Array.isArray(value["states"]);
}

function sorted(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  return problems.toSorted((left, right) => left.range.start - right.range.start);
}
