// What the server has to know of a text. A draft may be broken: only its names are read. A version must be right in full.

import { createHash } from "node:crypto";
import { parseSource, validate } from "@ironweave/schema";
import type { Diagnostic } from "@ironweave/schema";
import type { Json, JsonObject } from "@ironweave/jq";
import { ApiError } from "../api-error.ts";
import { LIMITS } from "../limits.ts";

/** The names in `document`. `namespace` is `default` where the text has none. */
export interface DefinitionNames {
  readonly namespace: string;
  readonly name: string;
  readonly title: string | undefined;
}

export interface Definition extends DefinitionNames {
  readonly text: string;
  /** SHA-256 of the text's UTF-8 bytes, lower-case hexadecimal. */
  readonly hash: string;
  readonly document: Json;
}

/** A DNS label, as the specification asks of namespaces and names. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u;

/** Refuses a text over the limit, before anything reads it. @throws ApiError `definition_too_large` */
export function assertDefinitionSize(text: string): void {
  const size = Buffer.byteLength(text);
  if (size <= LIMITS.definitionBytes) return;
  const message = `The definition has ${size} bytes; at most ${LIMITS.definitionBytes} are allowed.`;
  throw new ApiError("definition_too_large", message, { bytes: size, limit: LIMITS.definitionBytes });
}

/** The names in a text that may otherwise be broken. @throws ApiError `invalid_definition` where it has no usable name */
export function readNames(text: string): DefinitionNames {
  assertDefinitionSize(text);
  const source = parseSource(text);
  if (source.value !== undefined) return namesOf(text, source.value, source.diagnostics);
  const [first] = source.diagnostics;
  const place = first === undefined ? "" : ` Line ${placeOf(text, first.range.start).line}: ${first.message}`;
  throw invalid(text, `The text cannot be read as YAML.${place}`, source.diagnostics);
}

/** The whole of a text without errors. @throws ApiError `invalid_definition` with `details.diagnostics` */
export function readDefinition(text: string): Definition {
  assertDefinitionSize(text);
  const source = parseSource(text);
  const diagnostics = validate(source);
  if (source.value === undefined || diagnostics.some((diagnostic) => diagnostic.severity === "error")) {
    throw invalid(text, "The definition has errors.", diagnostics);
  }
  const hash = createHash("sha256").update(text).digest("hex");
  return { ...namesOf(text, source.value, diagnostics), text, hash, document: source.value };
}

function namesOf(text: string, value: Json | undefined, diagnostics: readonly Diagnostic[]): DefinitionNames {
  const header = isObject(value) && isObject(value["document"]) ? value["document"] : {};
  const namespace = header["namespace"] ?? "default";
  const { name, title } = header;
  if (typeof name !== "string" || !LABEL.test(name)) {
    throw invalid(
      text,
      "Give the workflow a name in document.name: lower-case letters, digits and dashes.",
      diagnostics,
    );
  }
  if (typeof namespace !== "string" || !LABEL.test(namespace)) {
    throw invalid(text, "document.namespace must be of lower-case letters, digits and dashes.", diagnostics);
  }
  return { namespace, name, title: typeof title === "string" ? title.slice(0, 200) : undefined };
}

function invalid(text: string, message: string, diagnostics: readonly Diagnostic[]): ApiError {
  // Only the fields of a diagnostic, so that what an error carries is plain JSON.
  const plain = diagnostics.map(({ code, severity, message: sentence, reference, range }) => ({
    code,
    severity,
    message: sentence,
    reference,
    ...placeOf(text, range.start),
    range: {
      start: range.start,
      end: range.end,
    },
  }));
  return new ApiError("invalid_definition", message, { diagnostics: plain });
}

/** Line and column of an offset, both from 1, for people and for programs that do not count characters. */
function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
