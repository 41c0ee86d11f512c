// Masks secrets in text that leaves the process: logs, errors, outputs. A secret is found in the spellings it travels in:
// plain, base64 (at each of the three alignments), URL-encoded, JSON-escaped; in streams also when split over pieces.
// The invariant: no spelling of a secret of at least `LIMITS.redactionChars` characters passes.

import type { Json, JsonObject } from "@ironweave/jq";
import { LIMITS } from "./limits.ts";

export const MASK = "***";

export interface Redactor {
  /** The text with every secret masked. */
  text(value: string): string;
  /** The value with secrets masked in every string and key. */
  json(value: Json): Json;
  /** Masks a stream: `push` returns what is safe to pass on, `end` the rest. */
  stream(): RedactingStream;
}

export interface RedactingStream {
  push(chunk: string): string;
  end(): string;
}

/** Masks nothing. */
export const NO_SECRETS: Redactor = createRedactor([]);

/** A redactor for these secret texts. Multi-line secrets are also masked line by line. */
export function createRedactor(secrets: Iterable<string>): Redactor {
  const needles = new Set<string>();
  for (const secret of secrets) {
    for (const part of new Set([secret, ...secret.split(/\r?\n/)])) {
      if (part.length >= LIMITS.redactionChars.value) for (const form of spellings(part)) needles.add(form);
    }
  }
  // Longest first, so that a secret that contains another is masked whole.
  const ordered = [...needles].sort((a, b) => b.length - a.length);
  const longest = ordered[0]?.length ?? 0;
  const pattern = longest === 0 ? undefined : new RegExp(ordered.map(escapePattern).join("|"), "gi");
  const text = (value: string): string => (pattern === undefined ? value : value.replace(pattern, MASK));
  const json = (value: Json): Json => mapStrings(value, text);
  return { text, json, stream: () => redactStream(text, pattern, longest) };
}

function spellings(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const uri = encodeURIComponent(secret.toWellFormed());
  return [
    secret,
    json,
    json.replaceAll("/", "\\/"),
    JSON.stringify(json).slice(1, -1),
    uri,
    uri.replaceAll("%20", "+"),
    encodeURI(secret.toWellFormed()),
    new URLSearchParams([["", secret]]).toString().slice(1),
    ...base64Spellings(secret),
  ].filter((form) => form.length >= LIMITS.redactionChars.value);
}

/** The part of the base64 text that depends only on the secret, for each place it may have in the encoded bytes. */
function base64Spellings(secret: string): readonly string[] {
  const forms: string[] = [];
  for (const offset of [0, 1, 2]) {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, "utf8")]);
    const skip = offset === 0 ? 0 : offset + 1;
    const whole = Math.floor((bytes.byteLength * 8) / 6);
    const stable = bytes.toString("base64").slice(skip, whole);
    // Short stable parts would match ordinary text.
    if (stable.length < 6) continue;
    forms.push(stable, stable.replaceAll("+", "-").replaceAll("/", "_"), encodeURIComponent(stable));
  }
  return forms;
}

function redactStream(text: (value: string) => string, pattern: RegExp | undefined, longest: number): RedactingStream {
  let held = "";
  return {
    push(chunk) {
      if (pattern === undefined) return chunk;
      held += chunk;
      // A secret may begin in the last `longest - 1` characters: they wait, and so does a whole match that reaches into them.
      let cut = Math.max(0, held.length - (longest - 1));
      for (const match of held.matchAll(pattern)) {
        if (match.index < cut && match.index + match[0].length > cut) cut = match.index;
      }
      const ready = held.slice(0, cut);
      held = held.slice(cut);
      return text(ready);
    },
    end() {
      const rest = held;
      held = "";
      return text(rest);
    },
  };
}

function mapStrings(value: Json, map: (text: string) => string): Json {
  if (typeof value === "string") return map(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Json) => mapStrings(item, map));
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, item]) => [map(key), mapStrings(item, map)]),
  );
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** Parts of a structured secret that identify rather than prove: masking them would mask ordinary text. */
const PUBLIC_KEYS: ReadonlySet<string> = new Set([
  "username",
  "user",
  "id",
  "grant",
  "authority",
  "issuers",
  "scopes",
  "audiences",
  "encoding",
  "endpoints",
  "host",
  "port",
  "type",
]);

/** The texts of a secret that must not be seen: every string in it, except under keys that identify. */
export function secretTexts(secret: Json): readonly string[] {
  if (typeof secret === "string") return [secret];
  if (typeof secret === "number") return [String(secret)];
  if (typeof secret !== "object" || secret === null) return [];
  if (Array.isArray(secret)) return secret.flatMap((item: Json) => secretTexts(item));
  return Object.entries(secret as JsonObject).flatMap(([key, item]) => (PUBLIC_KEYS.has(key) ? [] : secretTexts(item)));
}
