// Single facts about single parts: the language's version, times that cannot be, calls that lack what they need.

import type { Json } from "@ironweave/jq";
import { DSL_VERSIONS, LATEST_DSL_VERSION, isDslVersion } from "../document/dsl-version.ts";
import { nearest } from "../document/nearest.ts";
import { joinReference, memberOf, resolveReference } from "../document/reference.ts";
import { semanticVersion } from "../document/text-check.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { changeTextTo, changeTo } from "./change-to.ts";
import { checkSchedule } from "./check-schedule.ts";
import type { Finding } from "./finding.ts";
import type { Visit } from "./walk-document.ts";

const error = "error" as const;

const EVALUATION: readonly (readonly [string, readonly string[]])[] = [
  ["language", ["jq"]],
  ["mode", ["strict", "loose"]],
];

const LANGUAGES: readonly string[] = ["javascript", "js", "python"];
const LANGUAGE_HABITS: Readonly<Record<string, string>> = {
  node: "javascript",
  nodejs: "javascript",
  py: "python",
  python3: "python",
};

/** Checks that need no more than the place they look at. */
export function checkDocument(document: Json, tasks: readonly VisitedTask[]): readonly Finding[] {
  return [...checkVersion(document), ...checkSchedule(document), ...checkEvaluate(document), ...checkTasks(tasks)];
}

function checkVersion(document: Json): readonly Finding[] {
  const version = resolveReference(document, "/document/dsl");
  if (typeof version !== "string" || !semanticVersion.test(version)) return [];
  const reference = "/document/dsl";
  if (version === LATEST_DSL_VERSION) return [];
  if (isDslVersion(version)) {
    const message = `${LATEST_DSL_VERSION} is the newest version of the language; this document can be upgraded`;
    return [{ code: "older_dsl", severity: "info", message, reference, mends: [{ type: "upgrade", byHand: true }] }];
  }
  const message = `version ${version} of the language is not known; possible: ${DSL_VERSIONS.join(", ")}`;
  const mends = [changeTextTo(reference, LATEST_DSL_VERSION, { byHand: true })];
  return [{ code: "unknown_dsl_version", severity: error, message, reference, mends }];
}

function checkEvaluate(document: Json): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [key, supported] of EVALUATION) {
    const reference = `/evaluate/${key}`;
    const value = resolveReference(document, reference);
    if (typeof value !== "string" || supported.includes(value)) continue;
    const message = `\`${key}: ${value}\` is not supported; possible: ${supported.join(", ")}`;
    const [first = ""] = supported;
    const mends = [changeTo(reference, first, { byHand: true })];
    findings.push({ code: "unsupported_evaluation", severity: error, message, reference, mends });
  }
  return findings;
}

function checkTasks(tasks: readonly VisitedTask[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { kind, task, reference } of tasks) {
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
    const language = resolveReference(task, "/run/script/language");
    if (typeof language === "string" && !LANGUAGES.includes(language.toLowerCase())) {
      const at = joinReference(reference, "run", "script", "language");
      const isHabit = Object.hasOwn(LANGUAGE_HABITS, language.toLowerCase());
      // Short names are near to each other without meaning the same: TypeScript (`ts`) is not JavaScript (`js`).
      const meant =
        LANGUAGE_HABITS[language.toLowerCase()] ?? (language.length < 4 ? undefined : nearest(language, LANGUAGES));
      const advice =
        meant === undefined ? "; for shell scripts use `run: { shell: { command: … } }`" : `; did you mean ${meant}?`;
      const message = `scripts are in javascript or python, not ${language}${meant === undefined && !language.endsWith("sh") ? "" : advice}`;
      const mends = meant === undefined ? [] : [changeTo(at, meant, { byHand: !isHabit })];
      findings.push({ code: "unsupported_language", severity: error, message, reference: at, mends });
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
