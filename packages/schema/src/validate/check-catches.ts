// What a `try` catches and how it retries, where that can never be what was meant.

import type { Json } from "@ironweave/jq";
import { joinReference, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { durationMs } from "../run/duration-ms.ts";
import { changeTo } from "./change-to.ts";
import type { Finding } from "./finding.ts";

const STANDARD = "https://serverlessworkflow.io/spec/1.0.0/errors/";
const STANDARD_ERRORS: readonly string[] = [
  "authentication",
  "authorization",
  "communication",
  "configuration",
  "expression",
  "runtime",
  "timeout",
  "validation",
];

/** Everything of catches and retry policies that has no effect. */
export function checkCatches(document: Json, tasks: readonly VisitedTask[]): readonly Finding[] {
  const policies = resolveReference(document, "/use/retries");
  const shared = Object.entries(isJsonObject(policies) ? policies : {}).flatMap(([name, policy]) =>
    checkRetry(policy, joinReference("/use/retries", name)),
  );
  const own = tasks.flatMap(({ kind, task, reference }) =>
    kind === "try" && task !== undefined
      ? [
          ...checkType(resolveReference(task, "/catch/errors/with/type"), `${reference}/catch/errors/with/type`),
          ...checkRetry(resolveReference(task, "/catch/retry"), `${reference}/catch/retry`),
        ]
      : [],
  );
  return [...shared, ...own];
}

function checkType(type: Json | undefined, reference: Reference): readonly Finding[] {
  // Types are URIs; whatever has a scheme may be raised somewhere.
  if (typeof type !== "string" || type.includes(":") || type.includes("$")) return [];
  const name = type.toLowerCase();
  const meant = STANDARD_ERRORS.includes(name) ? STANDARD + name : undefined;
  const message = `no error is of the type ${JSON.stringify(type)}: types are URIs${meant === undefined ? "" : `; did you mean ${meant}?`}`;
  const mends = meant === undefined ? [] : [changeTo(reference, meant)];
  return [{ code: "unmatched_error_type", severity: "warning", message, reference, mends }];
}

function checkRetry(policy: Json | undefined, at: Reference): readonly Finding[] {
  if (!isJsonObject(policy)) return [];
  const findings: Finding[] = [];
  const count = resolveReference(policy, "/limit/attempt/count");
  if (typeof count === "number" && count < 0) {
    const message = `\`count\` is how often to try again; ${count} is never, as 0 is`;
    const reference = `${at}/limit/attempt/count`;
    findings.push({ code: "invalid_retry", severity: "warning", message, reference });
  }
  const from = durationMs(resolveReference(policy, "/jitter/from"));
  const to = durationMs(resolveReference(policy, "/jitter/to"));
  if (from !== undefined && to !== undefined && from > to) {
    const message = "the jitter's `from` is longer than its `to`; exchange them";
    findings.push({ code: "invalid_retry", severity: "warning", message, reference: `${at}/jitter`, target: "key" });
  }
  return findings;
}
