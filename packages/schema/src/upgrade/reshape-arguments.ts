// Arguments of scripts and shell commands: a map before 1.0.3, then a list of texts.

import type { Json, JsonObject } from "@ironweave/jq";
import { joinReference, memberOf } from "../document/reference.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { asJq } from "./as-jq.ts";
import type { Reshape, Reshaping } from "./reshaping.ts";

/** Makes global variables of the members of the first argument, as named arguments were. */
const PRELUDES: Readonly<Record<string, string>> = {
  javascript: "Object.assign(globalThis, JSON.parse(process.argv[2]));\n",
  js: "Object.assign(globalThis, JSON.parse(process.argv[2]));\n",
  python: "import json as _json, sys as _sys\nglobals().update(_json.loads(_sys.argv[1]))\n",
};

const NOTHING: Reshaping = { changes: [], obstacles: [] };

/** Names and values one after the other for a command; for a script, one JSON text that its first line unpacks. */
export function reshapeArguments({ task, reference }: VisitedTask): Reshaping {
  const run = memberOf(task, "run");
  const shell = memberOf(memberOf(run, "shell"), "arguments");
  if (isJsonObject(shell)) {
    const value = Object.entries(shell).flatMap(([name, member]) => [name, asText(member)]);
    return {
      changes: [{ type: "set", at: joinReference(reference, "run", "shell", "arguments"), value }],
      obstacles: [],
    };
  }
  const script = memberOf(run, "script");
  const named = memberOf(script, "arguments");
  return isJsonObject(named) ? reshapeScript(script, named, joinReference(reference, "run", "script")) : NOTHING;
}

function reshapeScript(script: Json | undefined, named: JsonObject, reference: string): Reshaping {
  const at = joinReference(reference, "arguments");
  if (Object.keys(named).length === 0) return { changes: [{ type: "set", at, value: [] }], obstacles: [] };
  const code = memberOf(script, "code");
  const language = memberOf(script, "language");
  const prelude = typeof language === "string" ? PRELUDES[language.toLowerCase()] : undefined;
  if (typeof code !== "string" || prelude === undefined) {
    const message =
      "arguments by name became a list in 1.0.3; have the script read them by position, then write them so";
    return { changes: [], obstacles: [{ reference: at, message }] };
  }
  const changes: readonly Reshape[] = [
    { type: "set", at, value: [`\${ ${asJq(named)} | tojson }`] },
    { type: "set", at: joinReference(reference, "code"), value: prelude + code },
  ];
  return { changes, obstacles: [] };
}

/** The text that an argument's value was given as. */
function asText(value: Json): string {
  if (typeof value === "string") return value;
  if (value === null) return "";
  return typeof value === "object" ? `\${ ${asJq(value)} }` : JSON.stringify(value);
}
