// Direktiv's error codes in the DSL: which errors a list of patterns means, and the code of an error. The DSL's own errors
// (an expression, a timeout, a schema) carry the codes that Direktiv gives to the same failures.

import { tryCompile } from "@ironweave/jq";

/** Codes of Direktiv by the last segment of the standard types that stand for them; the first is what `.error.code` says. */
const STANDARD: Readonly<Record<string, readonly string[]>> = {
  expression: ["direktiv.jq.badCommand", "direktiv.jq.notObject", "direktiv.foreach.badArray"],
  timeout: ["direktiv.cancels.timeout.soft"],
  validation: ["direktiv.schema.failed"],
};

/** Says of a pattern that it cannot be taken over. */
export type ReportPattern = (message: string) => void;

/** Errors that a list of patterns means. */
export interface ErrorMatch {
  /** A condition over `$error`; undefined where every error is meant. */
  readonly condition: string | undefined;
  /** Direktiv's code of an `$error` that is meant, as a program. */
  readonly code: string;
}

/** The errors meant by patterns. They are searched for in the code, not anchored. */
export function matchErrors(patterns: readonly string[], report: ReportPattern): ErrorMatch {
  const all = patterns.map((pattern) => translated(pattern, report));
  if (all.some((pattern) => pattern === ".*" || pattern === ""))
    return { condition: undefined, code: codeProgram(Object.keys(STANDARD)) };
  const joined =
    all.length === 1 ? (all[0] ?? "") : all.map((each) => (each.includes("|") ? `(?:${each})` : each)).join("|");
  const kinds = Object.entries(STANDARD).flatMap(([kind, codes]) =>
    codes.some((code) => isFound(joined, code)) ? [kind] : [],
  );
  const byTitle = `($error.title // "" | test(${JSON.stringify(joined)}))`;
  const code = codeProgram(kinds);
  if (kinds.length === 0) return { condition: byTitle.slice(1, -1), code };
  const byType = `($error.type | test("/errors/${kinds.length === 1 ? kinds[0] : `(${kinds.join("|")})`}$"))`;
  return { condition: `${byTitle} or ${byType}`, code };
}

function codeProgram(kinds: readonly string[]): string {
  if (kinds.length === 0) return "$error.title";
  const members = kinds.map((kind) => `${kind}: ${JSON.stringify(STANDARD[kind]?.[0] ?? "")}`);
  return `({${members.join(", ")}}[$error.type | split("/") | last] // $error.title)`;
}

function isFound(pattern: string, code: string): boolean {
  const found = tryCompile("test($pattern)", { variables: ["pattern"] });
  if (!found.ok) return false;
  try {
    return found.program.run(code, { variables: { pattern } })[0] === true;
  } catch {
    return false;
  }
}

/** RE2 syntax in Oniguruma's; what has no equal is reported. */
function translated(given: string, report: ReportPattern): string {
  if (given === "*") return ".*";
  const pattern = given.replaceAll("(?P<", "(?<").replaceAll("\\z", "$");
  if (/\\[QECpP]|\(\?[a-zA-Z-]*[sU]/.test(pattern))
    report(
      `the pattern ${JSON.stringify(given)} uses syntax of Go's regular expressions that may mean something else here`,
    );
  if (!isValid(pattern)) {
    report(`the pattern ${JSON.stringify(given)} is not a regular expression here; it is compared as text`);
    return given.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  }
  return pattern;
}

function isValid(pattern: string): boolean {
  const found = tryCompile('"" | test($pattern)', { variables: ["pattern"] });
  if (!found.ok) return false;
  try {
    found.program.run(null, { variables: { pattern } });
    return true;
  } catch {
    return false;
  }
}
