// Secrets stay out of the history: `$secrets` and `$authorization` are read only where an action's own process evaluates
// them (the arguments of calls and processes, and authentication), and are not written into the document.

import type { Json } from "@ironweave/jq";
import { memberOf, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { CALL_PROTOCOLS } from "../document/tasks/call.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { expressionIn } from "./expression-text.ts";
import type { Finding } from "./finding.ts";
import type { Visit } from "./walk-document.ts";

const CONFIDENTIAL = /\$(?:secrets|authorization)\b/u;
/** Fields of authentication policies that hold a secret. */
const LITERAL =
  /\/(?:basic|digest)\/password$|\/bearer\/token$|\/oauth2\/(?:password|client\/(?:secret|assertion))$|\/oidc\/(?:password|client\/(?:secret|assertion))$/u;

/** Collects what would put a secret into the history. */
export function secretChecker(document: Json) {
  const findings: Finding[] = [];
  let dataAt: Reference | undefined;

  function visit({ value, reference, meta }: Visit): void {
    if (typeof value === "string" && LITERAL.test(reference) && expressionIn(value, "value") === undefined) {
      const message =
        "a secret written here is kept with every version and run; declare it in use.secrets and read `${ $secrets.name }`";
      findings.push({ code: "secret_in_document", severity: "warning", message, reference });
    }
    if (meta.expression === undefined || isProtected(document, reference)) return;
    if (dataAt !== undefined && reference.startsWith(`${dataAt}/`)) return;
    if (meta.expression === "value" && typeof value === "object") dataAt = reference;
    checkValue(value, reference, meta.expression === "field");
  }

  function checkValue(value: Json, reference: Reference, isField: boolean): void {
    if (typeof value === "string") {
      const expression = expressionIn(value, isField ? "field" : "value");
      const found = expression === undefined ? null : CONFIDENTIAL.exec(expression.program);
      if (found === null || expression === undefined) return;
      const message = `${found[0]} cannot be read here, where its value would be kept with the run; only the arguments of calls and processes may read it`;
      findings.push({
        code: "secret_in_history",
        severity: "error",
        message,
        reference,
        offset: expression.offset + found.index,
        length: found[0].length,
      });
    } else if (Array.isArray(value))
      for (const [index, item] of (value as readonly Json[]).entries())
        checkValue(item, `${reference}/${index}`, false);
    else if (isJsonObject(value))
      for (const [key, member] of Object.entries(value))
        checkValue(member, `${reference}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, false);
  }

  return { visit, findings: (): readonly Finding[] => findings };
}

/** True below arguments that an action's own process evaluates. */
function isProtected(document: Json, reference: Reference): boolean {
  if (/^\/use\/(?:authentications|catalogs)\//u.test(reference) || /\/authentication(?:\/|$)/u.test(reference))
    return true;
  if (/\/run\/(?:container|script|shell)(?:\/|$)/u.test(reference) || /\/endpoint(?:\/|$)/u.test(reference))
    return true;
  for (let at = reference.indexOf("/with"); at !== -1; at = reference.indexOf("/with", at + 1)) {
    const call = memberOf(resolveReference(document, reference.slice(0, at)), "call");
    if (typeof call === "string" && (CALL_PROTOCOLS.includes(call) || call.endsWith("@default")))
      return !/\/subscription\/(?:foreach|filter|consume)/u.test(reference.slice(at));
  }
  return false;
}
