// Names that refer to `use`: each must exist, and each entry should be used.

import type { Json } from "@ironweave/jq";
import { nearest } from "../document/nearest.ts";
import { joinReference, resolveReference } from "../document/reference.ts";
import type { NameKind } from "../document/schema-node.ts";
import { CALL_PROTOCOLS } from "../document/tasks/call.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import { expressionIn } from "./expression-text.ts";
import type { Finding } from "./finding.ts";
import type { Visit } from "./walk-document.ts";

type UseKind = Exclude<NameKind, "task"> | "catalog";

const SECTIONS: { readonly [K in UseKind]: string } = {
  authentication: "authentications",
  error: "errors",
  retry: "retries",
  timeout: "timeouts",
  function: "functions",
  secret: "secrets",
  catalog: "catalogs",
};

const SECRET = /\$secrets\s*(?:\.\s*([A-Za-z_]\w*)|\.?\s*\[?\s*"([^"\\]+)")/gu;

/** Collects the uses of names while the document is walked. */
export function nameChecker(document: Json) {
  const findings: Finding[] = [];
  const used = new Map<UseKind, Set<string>>();

  function use(kind: UseKind, name: string, reference: string, alternatives: readonly string[] = []): void {
    const names = used.get(kind) ?? new Set<string>();
    used.set(kind, names.add(name));
    const known = declared(document, kind);
    if (known.includes(name) || alternatives.includes(name)) return;
    const meant = nearest(name, [...known, ...alternatives]);
    const advice =
      meant !== undefined
        ? `did you mean ${meant}?`
        : known.length > 0
          ? `there are ${known.slice(0, 8).join(", ")}`
          : `add it to use.${SECTIONS[kind]}`;
    const mends =
      meant === undefined || kind === "catalog" || kind === "secret"
        ? []
        : [{ type: "replace_value", title: `Change to ${meant}`, at: reference, text: meant } as const];
    const message = `there is no ${kind} ${JSON.stringify(name)} in use.${SECTIONS[kind]}; ${advice}`;
    findings.push({ code: `unknown_${kind}`, severity: "error", message, reference, mends });
  }

  function callTarget(name: string, reference: string): void {
    if (name.includes("://") || expressionIn(name, "value") !== undefined) return;
    const [, catalog] = /^[^@]+@(.+)$/u.exec(name) ?? [];
    if (catalog === undefined) use("function", name, reference, CALL_PROTOCOLS);
    else use("catalog", catalog, reference, ["default"]);
  }

  function visit({ value, reference, meta }: Visit): void {
    const { names, expression } = meta;
    if (expression !== undefined) {
      for (const name of secretsIn(value, expression === "field")) use("secret", name, reference);
    }
    if (typeof value !== "string" || names === undefined || names === "task") return;
    if (names === "function") callTarget(value, reference);
    else if (names !== "timeout" && names !== "error" && names !== "retry") use(names, value, reference);
    else if (expressionIn(value, "value") === undefined) use(names, value, reference);
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

/** Names of secrets that expressions anywhere in a value read. */
function secretsIn(value: Json, isField: boolean): readonly string[] {
  if (typeof value === "string") {
    const text = expressionIn(value, isField ? "field" : "value");
    return text === undefined ? [] : [...text.program.matchAll(SECRET)].map((match) => match[1] ?? match[2] ?? "");
  }
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => secretsIn(item, false));
  return isJsonObject(value) ? Object.values(value).flatMap((member) => secretsIn(member, false)) : [];
}
