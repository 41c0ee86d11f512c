// Calls of functions of catalogs: that they say a version, and of the default catalog that the function, its version and its
// arguments are there. Other catalogs are read when a run calls them.

import type { Json } from "@ironweave/jq";
import { DEFAULT_CATALOG } from "../document/default-catalog.ts";
import type { DefaultFunction } from "../document/default-catalog.ts";
import { nearest } from "../document/nearest.ts";
import { joinReference, memberOf, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { isJsonObject } from "../document/visit-kind.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import { changeTo } from "./change-to.ts";
import { expressionIn } from "./expression-text.ts";
import type { Finding } from "./finding.ts";

const CATALOGED = /^([^:@/]+)(?::([^@]*))?@(.+)$/u;

/** Everything wrong with calls of catalogs. */
export function checkCatalogCalls(document: Json, tasks: readonly VisitedTask[]): readonly Finding[] {
  const functions = resolveReference(document, "/use/functions");
  const hasOwnDefault = resolveReference(document, "/use/catalogs/default") !== undefined;
  return tasks.flatMap(({ kind, task, reference }) => {
    const call = memberOf(task, "call");
    if (
      kind !== "call" ||
      typeof call !== "string" ||
      call.includes("://") ||
      expressionIn(call, "value") !== undefined
    )
      return [];
    // The document's own functions win.
    if (isJsonObject(functions) && Object.hasOwn(functions, call)) return [];
    const [, name, version, catalog] = CATALOGED.exec(call) ?? [];
    if (name === undefined || catalog === undefined) return [];
    const at = joinReference(reference, "call");
    const isOurs = catalog === "default" && !hasOwnDefault;
    const known = isOurs && Object.hasOwn(DEFAULT_CATALOG, name) ? DEFAULT_CATALOG[name] : undefined;
    if (isOurs && known === undefined) return [unknownFunction(name, version, at)];
    if (version === undefined || version === "") return [missingVersion(name, catalog, known, at)];
    if (known === undefined) return [];
    const findings = version === known.version ? [] : [unknownVersion(name, version, known, at)];
    return [...findings, ...checkArguments(name, known, memberOf(task, "with"), reference)];
  });
}

function unknownFunction(name: string, version: string | undefined, reference: Reference): Finding {
  const names = Object.keys(DEFAULT_CATALOG);
  const meant = nearest(name, names);
  const advice = meant === undefined ? `there are ${names.slice(0, 4).join(", ")}` : `did you mean ${meant}?`;
  return {
    code: "unknown_catalog_function",
    severity: "error",
    message: `there is no ${JSON.stringify(name)} in the default catalog; ${advice}`,
    reference,
    mends: meant === undefined ? [] : [changeTo(reference, `${meant}:${version ?? "1.0.0"}@default`, { byHand: true })],
  };
}

function missingVersion(
  name: string,
  catalog: string,
  known: DefaultFunction | undefined,
  reference: Reference,
): Finding {
  const message = `the call says no version; a function of a catalog is called \`name:version@${catalog}\``;
  // The default catalog has one version of each.
  const mends = known === undefined ? [] : [changeTo(reference, `${name}:${known.version}@${catalog}`)];
  return { code: "missing_function_version", severity: "error", message, reference, mends };
}

function unknownVersion(name: string, version: string, known: DefaultFunction, reference: Reference): Finding {
  const message = `there is no version ${version} of ${name} in the default catalog; there is ${known.version}`;
  const mends = [changeTo(reference, `${name}:${known.version}@default`, { byHand: true })];
  return { code: "unknown_function_version", severity: "error", message, reference, mends };
}

function checkArguments(
  name: string,
  { arguments: taken }: DefaultFunction,
  given: Json | undefined,
  task: Reference,
): readonly Finding[] {
  if (taken === undefined || (given !== undefined && !isJsonObject(given))) return [];
  const keys = Object.keys(given ?? {});
  const all = [...taken.required, ...taken.optional];
  const free = all.filter((key) => !keys.includes(key));
  const meant = new Map(keys.filter((key) => !all.includes(key)).map((key) => [key, nearest(key, free)]));
  const at = joinReference(task, "with");
  const unknown = [...meant].map(([key, argument]): Finding => {
    const advice = argument === undefined ? `it takes ${all.join(", ")}` : `did you mean \`${argument}\`?`;
    const reference = joinReference(at, key);
    return {
      code: "unknown_argument",
      severity: argument === undefined ? "warning" : "error",
      message: `${name} takes no \`${key}\`; ${advice}`,
      reference,
      target: "key",
      mends:
        argument === undefined
          ? []
          : [{ type: "rename_key", title: `Rename to ${argument}`, at: reference, to: argument }],
    };
  });
  const missing = taken.required
    .filter((key) => free.includes(key) && ![...meant.values()].includes(key))
    .map((key): Finding => {
      const message = `${name} needs \`${key}\` under \`with\``;
      const place = given === undefined ? joinReference(task, "call") : at;
      return {
        code: "missing_argument",
        // A step just put in has none of them yet, and some functions do without.
        severity: "warning",
        message,
        reference: place,
        ...(given === undefined ? {} : { target: "key" }),
      };
    });
  return [...unknown, ...missing];
}
