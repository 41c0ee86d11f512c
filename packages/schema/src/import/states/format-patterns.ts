// Direktiv checks `format` in schemas; here it only annotates. So formats become patterns beside them.

import type { Json, JsonObject } from "@ironweave/jq";
import { isJsonObject } from "../../document/visit-kind.ts";

const DATE = "\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:[zZ]|[+-]\\d{2}:\\d{2})";
const BYTE = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";

const PATTERNS: Readonly<Record<string, string>> = {
  email: "^[^@\\s]+@[^@\\s]+$",
  date: `^${DATE}$`,
  time: `^${TIME}$`,
  "date-time": `^${DATE}[Tt ]${TIME}$`,
  ipv4: `^(?:${BYTE}\\.){3}${BYTE}$`,
  uuid: "^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$",
  hostname: "^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)*[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$",
  uri: "^[a-zA-Z][a-zA-Z0-9+.-]*:\\S*$",
};

/** Keywords whose value is data and not a schema. */
const DATA: readonly string[] = ["default", "const", "enum", "examples"];

/** The schema with a `pattern` for each `format` that has one; others are reported. */
export function withFormatPatterns(schema: Json, report: (message: string) => void): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map((each) => withFormatPatterns(each, report));
  if (!isJsonObject(schema)) return schema;
  const own: JsonObject = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, DATA.includes(key) ? value : withFormatPatterns(value, report)]),
  );
  const format = schema["format"];
  if (typeof format !== "string") return own;
  const pattern = PATTERNS[format];
  if (pattern === undefined) {
    report(`format ${format} is not checked here; Direktiv checked it`);
    return own;
  }
  return "pattern" in own ? { ...own, allOf: [...allOf(own), { pattern }] } : { ...own, pattern };
}

function allOf(schema: JsonObject): readonly Json[] {
  return Array.isArray(schema["allOf"]) ? (schema["allOf"] as readonly Json[]) : [];
}
