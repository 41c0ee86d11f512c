// Text to `Source`. Limits come first, so that a hostile text costs no more than an honest one.
// The invariant (law 3): any string gives a `Source`; `value` is undefined exactly where a diagnostic is an error.

import { parseEvents, EVENT_ID } from "js-yaml";
import type { Event } from "js-yaml";
import type { Diagnostic } from "../diagnostic.ts";
import { buildTree } from "./build-tree.ts";
import type { Anchors, Report } from "./build-tree.ts";
import { FORBIDDEN, MAX_DEPTH, MAX_SOURCE_BYTES, utf8Size } from "./limits.ts";
import { locate, referenceAt } from "./locate.ts";
import type { Source } from "./source.ts";
import { syntaxError } from "./syntax-error.ts";
import type { SyntaxNode } from "./syntax-tree.ts";
import { textLines } from "./text-lines.ts";

/** Everything that the text says, with spans. Never throws; a text of more than 1 MB is not parsed. */
export function parseSource(text: string): Source {
  return parsePart(text, new Map());
}

/** The same for a text that is to stand in another one, whose anchors its aliases may mean. */
export function parsePart(text: string, outside: Anchors): Source {
  const diagnostics: Diagnostic[] = [];
  return sourceOf(text, read(text, diagnostics, outside), diagnostics);
}

/** The source of a text whose tree is known. */
export function sourceOf(text: string, root: SyntaxNode | undefined, diagnostics: readonly Diagnostic[]): Source {
  const broken = diagnostics.some((diagnostic) => diagnostic.severity === "error");
  let lines: ReturnType<typeof textLines> | undefined;
  return {
    text,
    root,
    value: broken ? undefined : (root?.value ?? null),
    diagnostics,
    locate: (reference, target = "entry") => locate(root, reference, target),
    referenceAt: (offset) => referenceAt(text, root, offset),
    position: (offset) => {
      lines ??= textLines(text);
      const line = lines.lineAt(offset);
      return { line: line + 1, column: Math.max(0, offset - lines.start(line)) + 1 };
    },
  };
}

function read(text: string, diagnostics: Diagnostic[], outside: Anchors): SyntaxNode | undefined {
  const report = (code: string, start: number, end: number, message: string, warning = false): void => {
    diagnostics.push({ code, severity: warning ? "warning" : "error", message, reference: "", range: { start, end } });
  };
  if (utf8Size(text, MAX_SOURCE_BYTES) > MAX_SOURCE_BYTES) {
    report("source_too_large", 0, 0, `the text is larger than ${MAX_SOURCE_BYTES} bytes`);
    return undefined;
  }
  const control = text.search(FORBIDDEN);
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, "0");
    report("yaml_control_character", control, control + 1, `the character U+${code} may not stand in YAML`);
    return undefined;
  }
  if (text.startsWith("\uFEFF"))
    report("yaml_byte_order_mark", 0, 1, "the text begins with a byte order mark, which is not needed", true);
  if (/^[\s\uFEFF]*$/.test(text)) return undefined;
  let events: readonly Event[];
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH + 1 });
  } catch (error) {
    diagnostics.push(syntaxError(text, error));
    return undefined;
  }
  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT);
  const first = documents[0];
  if (first === undefined) return undefined;
  if (first.directives.some((directive) => directive.kind === "yaml" && directive.version !== "1.2"))
    report("yaml_version", 0, 0, "only YAML 1.2 is read; remove the %YAML line");
  const tell: Report = (code, range, message) => report(code, range.start, range.end, message);
  const root = buildTree(text, events, tell, outside);
  if (documents.length > 1) {
    const marker = /^---(?=\s|$)/gm;
    marker.lastIndex = root?.end ?? 0;
    const at = marker.exec(text)?.index ?? root?.end ?? 0;
    report("yaml_multiple_documents", at, at + 3, "a file holds one document; this begins a second one");
  }
  return root;
}
