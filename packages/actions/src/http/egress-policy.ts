// Decides which hosts and addresses a run may reach. Pure: no sockets here, the guarded connector asks.
// The invariant: an address is judged in the form the kernel gets it, so no spelling of it matters; only globally routable
// unicast passes, unless an entry of the allow-list says otherwise.

import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

interface HostEntry {
  readonly host: string;
  /** Undefined: any port. */
  readonly port: number | undefined;
}

/** The parsed allow-list. */
export interface EgressPolicy {
  readonly hosts: readonly HostEntry[];
  readonly ranges: readonly [Address, number][];
}

/** IPv6 addresses that are assigned for global use; what ipaddr.js calls unicast outside it is not routable. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");
/** Public addresses that clouds serve instance metadata and agents from. */
const METADATA = new Set(["168.63.129.16"]);
/** Names that mean this machine or its cloud's metadata service, whatever they resolve to. */
const LOCAL_NAMES = new Set([
  "localhost",
  "localhost.localdomain",
  "localhost6",
  "localhost6.localdomain6",
  "ip6-localhost",
  "ip6-loopback",
  "broadcasthost",
  "metadata",
  "metadata.google.internal",
  "instance-data",
  "host.docker.internal",
  "gateway.docker.internal",
  "kubernetes.default.svc",
]);

/**
 * The policy for an allow-list. An entry is `host:port`, `host` (any port), an address, `[v6]:port` or a CIDR range.
 * Throws `RangeError` for an entry that is none of these, so that a typing error does not open or close the door silently.
 */
export function parseEgressPolicy(entries: readonly string[]): EgressPolicy {
  const hosts: HostEntry[] = [];
  const ranges: [Address, number][] = [];
  for (const raw of entries) {
    const entry = raw.trim();
    if (entry === "") continue;
    if (entry.includes("/")) ranges.push(parseRange(entry));
    else hosts.push(parseHost(entry));
  }
  return { hosts, ranges };
}

function parseRange(entry: string): [Address, number] {
  if (!ipaddr.isValidCIDR(entry)) throw new RangeError(`not a CIDR range in the egress allow-list: ${entry}`);
  const [address, bits] = ipaddr.parseCIDR(entry);
  return [address, bits];
}

function parseHost(entry: string): HostEntry {
  const bare = ipaddr.IPv6.isValid(entry) ? `[${entry}]` : entry;
  const match = /^(\[[^\]]+\]|[^:[\]]+)(?::(\d{1,5}|\*))?$/.exec(bare);
  const host = match?.[1];
  const port = match?.[2];
  if (host === undefined || Number(port) > 65_535)
    throw new RangeError(`not host:port in the egress allow-list: ${entry}`);
  return { host: normalizeHost(host), port: port === undefined || port === "*" ? undefined : Number(port) };
}

/** A host as policies compare it: lower case, no brackets, no trailing dot, addresses in their shortest form. */
export function normalizeHost(host: string): string {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.+$/, "");
  const unzoned = name.replace(/%.*$/, "");
  return ipaddr.isValid(unzoned) ? ipaddr.parse(unzoned).toString() : name;
}

/** True when the allow-list names this host and port, so that whatever it resolves to is permitted. */
export function isHostAllowed(policy: EgressPolicy, host: string, port: number): boolean {
  const name = normalizeHost(host);
  return policy.hosts.some((entry) => entry.host === name && (entry.port === undefined || entry.port === port));
}

/** True for names that are refused without asking a resolver. */
export function isLocalName(host: string): boolean {
  const name = normalizeHost(host);
  return LOCAL_NAMES.has(name) || name.endsWith(".localhost") || name === "";
}

/** True when a connection may be made to this resolved address. Anything that is not an address is refused. */
export function isAddressAllowed(policy: EgressPolicy, text: string): boolean {
  const unzoned = text.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (!ipaddr.isValid(unzoned)) return false;
  const address = ipaddr.parse(unzoned);
  if (policy.ranges.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits))) return true;
  if (METADATA.has(address.toString()) || address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || address.match(GLOBAL_IPV6[0], GLOBAL_IPV6[1]);
}
