// Opens sockets for the egress client. The address is judged at connect time, inside the resolver's answer, so that a name
// that changes its mind between check and use (DNS rebinding) gains nothing. Imports no actions.

import { lookup as resolve } from "node:dns";
import type { LookupAddress, LookupOptions } from "node:dns";
import { isIP } from "node:net";
import type { LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { isAddressAllowed, isHostAllowed, isLocalName, normalizeHost } from "./egress-policy.ts";
import type { EgressPolicy } from "./egress-policy.ts";

/** Raised inside the connector; the client turns it into `ActionError` with title `egress_blocked`. */
export class EgressBlocked extends Error {
  override readonly name = "EgressBlocked";
}

/** The resolver's part that is used here; tests pass their own to play a rebinding name server. */
export type Resolver = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Throws `EgressBlocked` when host and port are refused whatever they resolve to. */
export function assertHostAllowed(policy: EgressPolicy, host: string, port: number): void {
  if (isHostAllowed(policy, host, port)) return;
  if (isLocalName(host)) throw new EgressBlocked(`${host} is a name of this machine`);
  const literal = normalizeHost(host);
  if (isIP(literal) !== 0 && !isAddressAllowed(policy, literal))
    throw new EgressBlocked(`${literal} is not a public address`);
}

/** A connector for undici's `Agent` that only opens sockets the policy permits. */
export function createGuardedConnector(
  policy: EgressPolicy,
  options: { readonly connectMs: number; readonly resolver?: Resolver },
): buildConnector.connector {
  const resolver: Resolver = options.resolver ?? resolve;
  const open = buildConnector({ timeout: options.connectMs, allowH2: false, lookup: guardLookup(policy, resolver) });
  const openAllowed = buildConnector({ timeout: options.connectMs, allowH2: false, lookup: plainLookup(resolver) });

  return (target, callback) => {
    const port = Number(target.port === "" ? (target.protocol === "https:" ? 443 : 80) : target.port);
    try {
      assertHostAllowed(policy, target.hostname, port);
    } catch (error) {
      callback(error as Error, null);
      return;
    }
    if (isHostAllowed(policy, target.hostname, port)) {
      openAllowed(target, callback);
      return;
    }
    open(target, (...result) => {
      const [error, socket] = result;
      if (error !== null) return callback(error, null);
      // The second wall: what the kernel says it is connected to.
      const remote = socket.remoteAddress;
      if (remote !== undefined && isAddressAllowed(policy, remote)) return callback(null, socket);
      socket.destroy();
      return callback(new EgressBlocked(`${remote ?? "an unknown address"} is not a public address`), null);
    });
  };
}

/** A lookup that refuses a name with any address that is not permitted. */
export function guardLookup(policy: EgressPolicy, resolver: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    resolver(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return answer(callback, options, error, []);
      const refused = addresses.find(({ address }) => !isAddressAllowed(policy, address));
      // One refused address refuses the name: a mixture of public and private answers is an attack or a mistake.
      const blocked =
        refused === undefined
          ? null
          : new EgressBlocked(`${hostname} resolves to ${refused.address}, not a public address`);
      return answer(callback, options, blocked, addresses);
    });
  };
}

/** A lookup for names that are permitted whatever they resolve to. */
export function plainLookup(resolver: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    resolver(hostname, { ...options, all: true }, (error, addresses) => answer(callback, options, error, addresses));
  };
}

/** Answers in the form the socket asked for: all addresses, or the first. */
function answer(
  callback: Parameters<LookupFunction>[2],
  options: LookupOptions,
  error: Error | null,
  addresses: readonly LookupAddress[],
): void {
  const first = addresses[0];
  if (error !== null || first === undefined) callback(error ?? new Error("the name has no address"), "");
  else if (options.all === true) callback(null, [...addresses]);
  else callback(null, first.address, first.family);
}
