// How a server wants user and password, by its security schemes. Pure.

import type { Json, JsonObject } from "@ironweave/jq";
import type { SaslMechanism } from "./broker.ts";
import { deref, objectAt, own } from "./document-parts.ts";

/** AsyncAPI's names of the schemes, 2.x and 3.x alike. */
const MECHANISMS: Readonly<Record<string, SaslMechanism>> = {
  plain: "plain",
  scramSha256: "scram-sha-256",
  scramSha512: "scram-sha-512",
};

/** The strongest mechanism among the server's schemes. @default undefined, where it names none of them */
export function saslMechanism(root: JsonObject, server: JsonObject): SaslMechanism | undefined {
  const { security } = server;
  const wanted: readonly Json[] = Array.isArray(security) ? security : [];
  const named = objectAt(objectAt(root, "components"), "securitySchemes");
  // Version 2 lists objects whose keys name schemes; version 3 the schemes, or references to them.
  const schemes = wanted.flatMap((each) => {
    const scheme = deref(root, each);
    return own(scheme, "type") === undefined
      ? Object.keys(scheme).map((name) => deref(root, own(named, name) ?? null))
      : [scheme];
  });
  const offered = new Set(schemes.map(({ type }) => (typeof type === "string" ? own(MECHANISMS, type) : undefined)));
  return (["scram-sha-512", "scram-sha-256", "plain"] as const).find((mechanism) => offered.has(mechanism));
}
