// Names that refer to `use`: each must exist, and each entry should be used.

import type { Json } from "@ironweave/jq";
import { nearest } from "../document/nearest.ts";
import { joinReference, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import type { NameKind } from "../document/schema-node.ts";
import { CALL_PROTOCOLS } from "../document/tasks/call.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { changeTextTo } from "./change-to.ts";
import { expressionIn } from "./expression-text.ts";
import { isoDuration } from "../document/text-check.ts";
import type { Finding, Mend } from "./finding.ts";
import { declareSecret } from "./declare-secret.ts";
import { renameIn, soleHolder, wrapValue } from "./text-mends.ts";
import { USE_SECTIONS } from "./use-sections.ts";
import type { Visit } from "./walk-document.ts";

type UseKind = Exclude<NameKind, "task"> | "catalog";

const SECTIONS: { readonly [K in UseKind]: string } = { ...USE_SECTIONS, catalog: "catalogs" };

const SECRET = /\$secrets\s*(?:\.\s*([A-Za-z_]\w*)|\.?\s*\[?\s*"([^"\\]+)")/gu;

/** Collects the uses of names while the document is walked. */
export function nameChecker(document: Json) {
  const findings: Finding[] = [];
  const used = new Map<UseKind, Set<string>>();
  const known = new Map<UseKind, readonly string[]>();

  function namesOf(kind: UseKind): readonly string[] {
    const names = known.get(kind) ?? declared(document, kind);
    known.set(kind, names);
    return names;
  }

  function use(kind: UseKind, name: string, reference: string, alternatives: readonly string[] = []): void {
    const names = used.get(kind) ?? new Set<string>();
    used.set(kind, names.add(name));
    const known = namesOf(kind);
    if (known.includes(name) || alternatives.includes(name)) return;
    const meant = nearest(name, [...known, ...alternatives]);
    const advice =
      meant !== undefined
        ? `did you mean ${meant}?`
        : known.length > 0
          ? `there are ${known.slice(0, 8).join(", ")}`
          : `add it to use.${SECTIONS[kind]}`;
    const duration = kind === "timeout" && isoDuration.test(name);
    if (duration) {
      const message = `a duration stands under \`after\`: { after: ${name} }`;
      const mends: readonly Mend[] = [
        { type: "text", title: "Write as { after: … }", edits: (view) => wrapValue(view, reference, ["after"]) },
      ];
      findings.push({ code: "unknown_timeout", severity: "error", message, reference, mends });
      return;
    }
    const mends: Mend[] = [];
    // A word of the language is certain where only its case differs; which of the document's own names is meant never is.
    const isWord = meant !== undefined && alternatives.includes(meant) && meant === name.toLowerCase();
    if (meant !== undefined)
      mends.push({
        type: "text",
        ...(isWord ? {} : { byHand: true }),
        title: `Change to ${meant}`,
        edits: (view) => renameIn(view, reference, name, meant),
      });
    if (kind === "secret")
      mends.push({
        type: "text",
        ...(meant === undefined ? {} : { byHand: true }),
        title: `Declare ${name}`,
        edits: (view) => declareSecret(view, name),
      });
    const message = `there is no ${kind} ${JSON.stringify(name)} in use.${SECTIONS[kind]}; ${advice}`;
    findings.push({ code: `unknown_${kind}`, severity: "error", message, reference, mends });
  }

  function callTarget(name: string, reference: string): void {
    if (name.includes("://") || expressionIn(name, "value") !== undefined) return;
    // The document's own functions win over a catalog's, whatever they are called.
    if (namesOf("function").includes(name)) {
      use("function", name, reference);
      return;
    }
    const [, catalog] = /^[^@]+@(.+)$/u.exec(name) ?? [];
    if (catalog === undefined) use("function", name, reference, CALL_PROTOCOLS);
    else use("catalog", catalog, reference, ["default"]);
  }

  /** `${ "name" }` gives a text, where an error must be: the name stands alone. */
  function nameInExpression(text: string, reference: Reference): void {
    const name = /^\s*\$\{\s*"([^"\\]+)"\s*\}\s*$/u.exec(text)?.[1];
    if (name === undefined || !namesOf("error").includes(name)) return;
    used.set("error", (used.get("error") ?? new Set<string>()).add(name));
    const message = `an expression must give an error itself; for the error of that name write \`error: ${name}\``;
    const mends = [changeTextTo(reference, name)];
    findings.push({ code: "name_in_expression", severity: "error", message, reference, mends });
  }

  // A value below one that is already read as data must not be read twice.
  let dataAt: Reference | undefined;
  const isBelowData = (reference: Reference) => dataAt !== undefined && reference.startsWith(`${dataAt}/`);

  function visit({ value, reference, meta }: Visit): void {
    const { names, expression } = meta;
    if (expression !== undefined && !isBelowData(reference))
      for (const [name, at] of secretsIn(value, expression === "field", reference)) use("secret", name, at);
    if (expression === "value" && typeof value === "object") dataAt = reference;
    if (typeof value !== "string" || names === undefined || names === "task") return;
    if (names === "function") callTarget(value, reference);
    else if (names !== "timeout" && names !== "error" && names !== "retry") use(names, value, reference);
    else if (expressionIn(value, "value") === undefined) use(names, value, reference);
    else if (names === "error") nameInExpression(value, reference);
  }

  function sizeOf(reference: Reference): number {
    const value = resolveReference(document, reference);
    return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
  }

  function unused(): readonly Finding[] {
    const kinds = Object.keys(SECTIONS) as readonly UseKind[];
    return kinds.flatMap((kind) =>
      declared(document, kind)
        .filter((name) => used.get(kind)?.has(name) !== true)
        .map((name): Finding => {
          const section = `/use/${SECTIONS[kind]}`;
          const list = resolveReference(document, section);
          const reference = Array.isArray(list)
            ? joinReference(section, (list as readonly Json[]).indexOf(name))
            : joinReference(section, name);
          const message = `${kind} ${JSON.stringify(name)} is not used`;
          return {
            code: "unused_name",
            severity: "info",
            message,
            reference,
            target: Array.isArray(list) ? "value" : "key",
            mends: [{ type: "remove", byHand: true, title: `Remove ${name}`, at: soleHolder(reference, sizeOf, 1) }],
          };
        }),
    );
  }

  return { visit, findings: (): readonly Finding[] => [...findings, ...unused()] };
}

/** Names that `use` declares. */
function declared(document: Json, kind: UseKind): readonly string[] {
  const section = resolveReference(document, `/use/${SECTIONS[kind]}`);
  if (Array.isArray(section)) return (section as readonly Json[]).filter((name) => typeof name === "string");
  return isJsonObject(section) ? Object.keys(section) : [];
}

/** Secrets that expressions anywhere in a value read: each name, and where. */
function secretsIn(value: Json, isField: boolean, reference: Reference): readonly (readonly [string, Reference])[] {
  if (typeof value === "string") {
    if (!value.includes("$secrets")) return [];
    const text = expressionIn(value, isField ? "field" : "value");
    const names = text === undefined ? [] : [...text.program.matchAll(SECRET)];
    return names.map((match) => [match[1] ?? match[2] ?? "", reference]);
  }
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => secretsIn(item, false, joinReference(reference, index)));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => secretsIn(member, false, joinReference(reference, key)));
}
