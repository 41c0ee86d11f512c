// The first mistake that stops the reader, as one diagnostic. Everything after it would be guesswork, so nothing else is said.

import { YAMLException } from "js-yaml";
import type { Diagnostic } from "../diagnostic.ts";

/** Codes by the reader's reason; what is not listed is `yaml_syntax`. */
const CODES: readonly (readonly [RegExp, string])[] = [
  [/tab character/i, "yaml_tab"],
  [/depth|nesting/i, "yaml_too_deep"],
  [/unidentified alias|alias/i, "yaml_alias_unknown"],
  [/non-printable|control character|null byte/i, "yaml_control_character"],
  [/indentation/i, "yaml_indentation"],
  [/end of the stream within|unterminated/i, "yaml_unclosed"],
];

/** The diagnostic of a thrown reading error, at the place the reader stopped. */
export function syntaxError(text: string, error: unknown): Diagnostic {
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const at = error instanceof YAMLException ? Math.min(error.mark?.position ?? 0, text.length) : 0;
  const code = CODES.find(([pattern]) => pattern.test(reason))?.[1] ?? "yaml_syntax";
  return { code, severity: "error", message: `not YAML: ${reason}`, reference: "", range: { start: at, end: at } };
}
