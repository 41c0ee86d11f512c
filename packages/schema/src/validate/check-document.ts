// Single facts about single parts: the language's version, times that cannot be, calls that lack what they need.

import type { Json } from "@ironweave/jq";
import { DSL_VERSIONS, isDslVersion } from "../document/dsl-version.ts";
import { joinReference, memberOf, resolveReference } from "../document/reference.ts";
import { semanticVersion } from "../document/text-check.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { visitTasks } from "../document/visit-tasks.ts";
import { cronProblem } from "../schedule/parse-cron.ts";
import type { Finding } from "./finding.ts";
import type { Visit } from "./walk-document.ts";

const error = "error" as const;

const EVALUATION: readonly (readonly [string, readonly string[]])[] = [
  ["language", ["jq"]],
  ["mode", ["strict", "loose"]],
];

/** Checks that need no more than the place they look at. */
export function checkDocument(document: Json): readonly Finding[] {
  return [...checkVersion(document), ...checkSchedule(document), ...checkEvaluate(document), ...checkTasks(document)];
}

function checkVersion(document: Json): readonly Finding[] {
  const version = resolveReference(document, "/document/dsl");
  if (typeof version !== "string" || !semanticVersion.test(version) || isDslVersion(version)) return [];
  const message = `version ${version} of the language is not known; possible: ${DSL_VERSIONS.join(", ")}`;
  return [{ code: "unknown_dsl_version", severity: error, message, reference: "/document/dsl" }];
}

function checkSchedule(document: Json): readonly Finding[] {
  const schedule = resolveReference(document, "/schedule");
  if (!isJsonObject(schedule)) return [];
  if (Object.keys(schedule).length === 0) {
    const message = "the schedule is empty; give `every`, `cron`, `after` or `on`, or remove it";
    return [{ code: "empty_schedule", severity: "warning", message, reference: "/schedule", target: "key" }];
  }
  const cron = schedule["cron"];
  const problem = typeof cron === "string" ? cronProblem(cron) : undefined;
  return problem === undefined
    ? []
    : [{ code: "invalid_cron", severity: error, message: problem, reference: "/schedule/cron" }];
}

function checkEvaluate(document: Json): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [key, supported] of EVALUATION) {
    const reference = `/evaluate/${key}`;
    const value = resolveReference(document, reference);
    if (typeof value !== "string" || supported.includes(value)) continue;
    const message = `\`${key}: ${value}\` is not supported; possible: ${supported.join(", ")}`;
    findings.push({ code: "unsupported_evaluation", severity: error, message, reference });
  }
  return findings;
}

function checkTasks(document: Json): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { kind, task, reference } of visitTasks(document)) {
    const args = memberOf(task, "with");
    if (
      kind === "call" &&
      memberOf(task, "call") === "a2a" &&
      isJsonObject(args) &&
      !("agentCard" in args) &&
      !("server" in args)
    ) {
      const message = "the call does not say which agent: give `agentCard` or `server`";
      findings.push({
        code: "missing_agent",
        severity: error,
        message,
        reference: joinReference(reference, "with"),
        target: "key",
      });
    }
    const event = resolveReference(task, "/emit/event");
    if (kind === "emit" && isJsonObject(event) && !("with" in event)) {
      const message = "the event has no attributes: give `with` its `source` and `type`";
      findings.push({
        code: "missing_event",
        severity: error,
        message,
        reference: joinReference(reference, "emit", "event"),
        target: "key",
      });
    }
  }
  return findings;
}

/** Negative times, seen while the document is walked. */
export function checkDuration({ value, reference, meta }: Visit): readonly Finding[] {
  if (meta.means !== "duration" || !isJsonObject(value)) return [];
  return Object.entries(value)
    .filter(([, part]) => typeof part === "number" && part < 0)
    .map(([key, part]): Finding => {
      const message = `a duration cannot be negative (${key}: ${JSON.stringify(part)})`;
      return { code: "invalid_duration", severity: error, message, reference: joinReference(reference, key) };
    });
}
