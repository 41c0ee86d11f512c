// Secrets stay out of the history: `$secrets` and `$authorization` are read only where an action's own process evaluates
// them (the arguments of calls and processes, and authentication), and are not written into the document.

import { tokenize, tryCompile } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { memberOf, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { CALL_PROTOCOLS } from "../document/tasks/call.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { expressionIn } from "./expression-text.ts";
import type { Finding } from "./finding.ts";
import type { Visit } from "./walk-document.ts";

const CONFIDENTIAL: readonly string[] = ["$secrets", "$authorization"];
/** Fields of authentication policies that hold a secret. */
const LITERAL =
  /\/(?:basic|digest)\/password$|\/bearer\/token$|\/oauth2\/(?:password|client\/(?:secret|assertion))$|\/oidc\/(?:password|client\/(?:secret|assertion))$/u;

/** Collects what would put a secret into the history. */
export function secretChecker(document: Json) {
  const findings: Finding[] = [];
  let dataAt: Reference | undefined;

  function visit({ value, reference, meta, task, variables }: Visit): void {
    if (typeof value === "string" && LITERAL.test(reference) && expressionIn(value, "value") === undefined) {
      const message =
        "a secret written here is kept with every version and run; declare it in use.secrets and read `${ $secrets.name }`";
      findings.push({ code: "secret_in_document", severity: "warning", message, reference });
    }
    if (meta.expression === undefined || isProtected(document, task, reference)) return;
    if (dataAt !== undefined && reference.startsWith(`${dataAt}/`)) return;
    if (meta.expression === "value" && typeof value === "object") dataAt = reference;
    checkValue(value, reference, meta.expression === "field", variables);
  }

  function checkValue(value: Json, reference: Reference, isField: boolean, variables: ReadonlySet<string>): void {
    if (typeof value === "string") {
      const expression = expressionIn(value, isField ? "field" : "value");
      const found = expression === undefined ? undefined : confidentialIn(expression.program, variables);
      if (found === undefined || expression === undefined) return;
      const { text, start } = found;
      const message = `${text} cannot be read here, where its value would be kept with the run; only the arguments of calls and processes may read it`;
      findings.push({
        code: "secret_in_history",
        severity: "error",
        message,
        reference,
        offset: expression.offset + start,
        length: text.length,
      });
    } else if (Array.isArray(value))
      for (const [index, item] of (value as readonly Json[]).entries())
        checkValue(item, `${reference}/${index}`, false, variables);
    else if (isJsonObject(value))
      for (const [key, member] of Object.entries(value))
        checkValue(member, `${reference}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, false, variables);
  }

  return { visit, findings: (): readonly Finding[] => findings };
}

/** The variable as it is read; the same letters in a text, or a variable that the program binds itself, are none of these. */
function confidentialIn(
  program: string,
  variables: ReadonlySet<string>,
): { readonly text: string; readonly start: number } | undefined {
  if (!CONFIDENTIAL.some((name) => program.includes(name))) return undefined;
  const compiled = tryCompile(program, { variables: [...variables] });
  if (compiled.ok && !CONFIDENTIAL.some((name) => compiled.program.freeVariables.includes(name.slice(1))))
    return undefined;
  return tokenize(program).find(({ kind, text }) => kind === "variable" && CONFIDENTIAL.includes(text));
}

/** Functions of the default catalog that keep what they are given, for this run or for others. */
const KEEPS = /^(?:get|set|delete)-variable:[^@]*@default$/u;

/** Where a process of ours asks for a document, outside of calls. */
const FETCHED = /^\/(?:input|output|export)\/schema\/resource\//u;

/** The variables that an expression at a place may read; elsewhere reading secrets is an error of its own. */
export function readableVariables(
  document: Json,
  { task, reference, variables }: Pick<Visit, "task" | "reference" | "variables">,
): readonly string[] {
  const isSafe = isProtected(document, task, reference);
  return [...variables].filter((name) => isSafe || !CONFIDENTIAL.includes(`$${name}`));
}

/** True below arguments that an action's own process evaluates. Only places count: any name may be a task's. */
function isProtected(document: Json, task: Reference | undefined, reference: Reference): boolean {
  if (task === undefined) return /^\/use\/(?:authentications|catalogs)\//u.test(reference) || FETCHED.test(reference);
  const place = reference.slice(task.length);
  if (FETCHED.test(place) || /^\/run\/(?:container|script|shell)(?:\/|$)/u.test(place)) return true;
  if (!/^\/with(?:\/|$)/u.test(place) || /^\/with\/subscription(?:\/|$)/u.test(place)) return false;
  const call = memberOf(resolveReference(document, task), "call");
  if (typeof call !== "string" || KEEPS.test(call)) return false;
  return CALL_PROTOCOLS.includes(call) || call.endsWith("@default");
}
