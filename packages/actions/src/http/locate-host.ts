// Judges a host for connections that are not HTTP requests: gRPC channels and message brokers. The caller connects to the
// address it gets and never resolves the name again, so a name that changes its mind gains nothing (ADR 0050).

import { lookup as resolve } from "node:dns";
import { isIP } from "node:net";
import { ActionError } from "../action-error.ts";
import type { HostAddress } from "../define-action.ts";
import { isAddressAllowed, isHostAllowed, normalizeHost, parseEgressPolicy } from "./egress-policy.ts";
import type { EgressPolicy } from "./egress-policy.ts";
import { assertHostAllowed, guardLookup, plainLookup } from "./guarded-connector.ts";
import type { Resolver } from "./guarded-connector.ts";
import { toActionError } from "./transport-error.ts";

/** The address to connect to, IPv4 before IPv6. Rejects as `HttpClient.locate` does. */
export async function locateHost(
  policy: EgressPolicy,
  resolver: Resolver = resolve,
  host: string,
  port: number,
): Promise<HostAddress> {
  const where = `${host}:${String(port)}`;
  try {
    assertHostAllowed(policy, host, port);
    const listed = isHostAllowed(policy, host, port);
    const literal = normalizeHost(host);
    if (isIP(literal) !== 0) return { address: literal, listed: listed || !isPublic(literal) };
    const lookup = listed ? plainLookup(resolver) : guardLookup(policy, resolver);
    const addresses = await new Promise<readonly string[]>((done, fail) => {
      lookup(host, { all: true }, (error, found) => {
        if (error !== null) fail(error);
        else done(typeof found === "string" ? [found] : found.map(({ address }) => address));
      });
    });
    const address = addresses.find((each) => isIP(each) === 4) ?? addresses[0];
    if (address === undefined) throw new ActionError("communication", `${where} has no address`, FAILED);
    return { address, listed: listed || !isPublic(address) };
  } catch (error) {
    throw toActionError(error, { where, expired: false, totalMs: 0 });
  }
}

const FAILED = { title: "connection_failed" };

const NOTHING_LISTED = parseEgressPolicy([]);

/** Whether the address needs no permission; where it does, it is here because the operator's list has it. */
function isPublic(address: string): boolean {
  return isAddressAllowed(NOTHING_LISTED, address);
}
