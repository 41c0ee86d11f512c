// A task's identity: its JSON Pointer (RFC 6901) in the document, e.g. `/do/2/deploy/try/0/apply`.
// Pure text: nothing here reads a document except `resolveReference`. It must not import from the other folders.

import type { Json } from "@ironweave/jq";

/** A JSON Pointer into the document. A task's reference ends with its name; the document itself is "". */
export type Reference = string;

/** One token of a pointer as it stands in the text: `~` becomes `~0`, `/` becomes `~1`. */
function escapeToken(token: string | number): string {
  if (typeof token === "number") return String(token);
  return token.includes("~") || token.includes("/") ? token.replaceAll("~", "~0").replaceAll("/", "~1") : token;
}

/** The reference of a descendant: `joinReference("/do", 0, "a/b")` is `/do/0/a~1b`. */
export function joinReference(base: Reference, ...tokens: readonly (string | number)[]): Reference {
  let reference = base;
  for (const token of tokens) reference += `/${escapeToken(token)}`;
  return reference;
}

/** The unescaped tokens of a reference, outermost first; none for "". A missing leading slash is forgiven. */
export function referenceTokens(reference: Reference): string[] {
  if (reference === "") return [];
  const body = reference.startsWith("/") ? reference.slice(1) : reference;
  const tokens = body.split("/");
  return body.includes("~") ? tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")) : tokens;
}

/** The reference of the node that holds this one, or undefined for the document itself. */
export function parentReference(reference: Reference): Reference | undefined {
  const slash = reference.lastIndexOf("/");
  return slash < 0 ? undefined : reference.slice(0, slash);
}

/** True where `reference` is `ancestor` or lies inside it. */
export function isWithin(reference: Reference, ancestor: Reference): boolean {
  return reference === ancestor || reference.startsWith(`${ancestor}/`);
}

/** The member of a container that a token names: own keys of objects, decimal indices of arrays; else undefined. */
export function memberOf(value: Json | undefined, token: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? (value as readonly Json[])[Number(token)] : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, token)) return undefined;
  return (value as { readonly [key: string]: Json })[token];
}

/** The value at a reference, or undefined where there is none. Only own members count, so `__proto__` is harmless. */
export function resolveReference(value: Json | undefined, reference: Reference): Json | undefined {
  let current = value;
  for (const token of referenceTokens(reference)) current = memberOf(current, token);
  return current;
}
