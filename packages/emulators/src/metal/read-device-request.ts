// Judges the body of a device order as the Metal API does: every complaint at once, in `{"errors": [...]}` with 422.

import { METROS, OPERATING_SYSTEMS, PLANS } from "./metal-catalog.ts";
import type { Metro, OperatingSystem, Plan } from "./metal-catalog.ts";

export interface DeviceOrder {
  readonly hostname: string | undefined;
  readonly plan: Plan;
  readonly metro: Metro;
  readonly operatingSystem: OperatingSystem;
  readonly tags: readonly string[];
  readonly description: string | null;
  readonly userdata: string;
  readonly customdata: unknown;
}

const HOSTNAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** The order, or what is wrong with it. */
export function readDeviceRequest(body: unknown): DeviceOrder | { readonly errors: readonly string[] } {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return { errors: ["the body must be an object"] };
  const fields = body as Readonly<Record<string, unknown>>;
  const errors: string[] = [];
  const plan = PLANS.find(({ slug, id }) => fields["plan"] === slug || fields["plan"] === id);
  const metro = METROS.find(({ code, id }) => fields["metro"] === code || fields["metro"] === id);
  const system = OPERATING_SYSTEMS.find(
    ({ slug, id }) => fields["operating_system"] === slug || fields["operating_system"] === id,
  );
  if (plan === undefined) errors.push(complaint("plan", fields["plan"]));
  if (metro === undefined) errors.push(complaint("metro", fields["metro"]));
  if (system === undefined) errors.push(complaint("operating_system", fields["operating_system"]));
  const { hostname, tags, description, userdata } = fields;
  if (hostname !== undefined && (typeof hostname !== "string" || !HOSTNAME.test(hostname)))
    errors.push("hostname is not a valid host name");
  if (tags !== undefined && !isStrings(tags)) errors.push("tags must be a list of strings");
  if (description !== undefined && description !== null && typeof description !== "string")
    errors.push("description must be a string");
  if (userdata !== undefined && typeof userdata !== "string") errors.push("userdata must be a string");
  if (errors.length > 0 || plan === undefined || metro === undefined || system === undefined) return { errors };
  return {
    hostname: typeof hostname === "string" ? hostname : undefined,
    plan,
    metro,
    operatingSystem: system,
    tags: isStrings(tags) ? tags : [],
    description: typeof description === "string" ? description : null,
    userdata: typeof userdata === "string" ? userdata : "",
    customdata: fields["customdata"] ?? {},
  };
}

function complaint(field: string, value: unknown): string {
  return value === undefined ? `${field} can't be blank` : `${field} ${JSON.stringify(value)} is not available`;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
