// What an import finds: collected, never thrown, each with the place in the Direktiv file.

import type { Diagnostic, Severity } from "../../diagnostic.ts";
import type { Source } from "../../yaml/source.ts";
import type { SyntaxNode } from "../../yaml/syntax-tree.ts";

/** A severity for each code; docs/errors/import.md has a sentence for each. */
export const IMPORT_CODES = {
  direktiv_unreadable: "error",
  direktiv_unknown_field: "error",
  direktiv_missing_field: "error",
  direktiv_wrong_value: "error",
  direktiv_unknown_name: "error",
  direktiv_duplicate: "error",
  direktiv_js: "error",
  direktiv_variable_scope: "error",
  direktiv_service: "error",
  direktiv_files: "error",
  direktiv_secrets: "error",
  direktiv_cron: "error",
  direktiv_documented_form: "warning",
  direktiv_key_case: "warning",
  direktiv_jq: "warning",
  direktiv_pattern: "warning",
  direktiv_container: "warning",
  direktiv_patches: "warning",
  direktiv_metadata: "warning",
  direktiv_event_delay: "warning",
  direktiv_event_attribute: "warning",
  direktiv_event_content: "warning",
  direktiv_event_types: "warning",
  direktiv_lifespan: "warning",
  direktiv_or_mode: "warning",
  direktiv_format_verb: "warning",
  direktiv_schema_format: "warning",
  direktiv_catch_ignored: "warning",
  direktiv_subflow: "warning",
  direktiv_failed_output: "info",
  direktiv_null: "info",
  direktiv_scalar: "info",
  direktiv_side_by_side: "info",
} as const satisfies Readonly<Record<string, Severity>>;

export type ImportCode = keyof typeof IMPORT_CODES;

/** Says that something is wrong at a path of the Direktiv document (keys and indices). */
export type Report = (code: ImportCode, path: readonly (string | number)[], message: string) => void;

/** A collector over a source. */
export function problemCollector(source: Source): { readonly report: Report; readonly problems: Diagnostic[] } {
  const problems: Diagnostic[] = [];
  return {
    problems,
    report(code, path, message) {
      const range = nearest(source.root, path);
      const { line } = source.position(range.start);
      problems.push({
        code,
        severity: IMPORT_CODES[code],
        message: `line ${line}: ${message}`,
        reference: path.map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
        range,
      });
    },
  };
}

/** The span of the deepest node on the path; keys are compared without case, as Direktiv does. */
function nearest(root: SyntaxNode | undefined, path: readonly (string | number)[]): { start: number; end: number } {
  let node = root;
  let found = { start: root?.start ?? 0, end: root?.start ?? 0 };
  for (const token of path) {
    const entry = node?.entries.find((each) => String(each.key).toLowerCase() === String(token).toLowerCase());
    if (entry === undefined) break;
    found = { start: entry.start, end: entry.value.end };
    node = entry.value;
  }
  return found;
}
