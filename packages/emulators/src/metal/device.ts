// A device of the Metal emulator: its life follows from its record and the clock alone, so nothing runs in the background.

import type { Metro, OperatingSystem, Plan } from "./metal-catalog.ts";

/** The API's states that this emulator uses. */
export type DeviceState =
  | "queued"
  | "provisioning"
  | "active"
  | "failed"
  | "inactive"
  | "powering_on"
  | "powering_off"
  | "reinstalling";

/** What is stored: a device's state is computed from it. Times are epoch milliseconds. */
export interface DeviceRecord {
  readonly id: string;
  readonly projectId: string;
  readonly number: number;
  readonly hostname: string;
  readonly plan: Plan;
  readonly metro: Metro;
  readonly operatingSystem: OperatingSystem;
  readonly tags: readonly string[];
  readonly description: string | null;
  readonly userdata: string;
  readonly customdata: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Provisioning ends in `failed`. */
  readonly fails: boolean;
  /** A power action or a reinstallation in progress or done. */
  readonly change?: { readonly during: DeviceState; readonly afterwards: DeviceState; readonly endsAt: number };
}

/** How long each state takes, in milliseconds. */
export interface DeviceTimes {
  readonly queuedMs: number;
  readonly provisioningMs: number;
  readonly actionMs: number;
}

/** The state at a time. */
export function deviceState(device: DeviceRecord, times: DeviceTimes, now: number): DeviceState {
  const age = now - device.createdAt;
  if (age < times.queuedMs) return "queued";
  if (age < times.queuedMs + times.provisioningMs) return "provisioning";
  if (device.fails) return "failed";
  if (device.change === undefined) return "active";
  return now < device.change.endsAt ? device.change.during : device.change.afterwards;
}

/** Percent done, as the API reports it while provisioning. */
export function provisioningPercentage(device: DeviceRecord, times: DeviceTimes, now: number): number {
  const done = (now - device.createdAt - times.queuedMs) / Math.max(1, times.provisioningMs);
  const percent = Math.min(100, Math.max(0, Math.round(done * 100)));
  return device.fails ? Math.min(percent, 60) : percent;
}

/** The device as the API shows it. */
export function showDevice(device: DeviceRecord, times: DeviceTimes, now: number): object {
  const state = deviceState(device, times, now);
  const href = `/metal/v1/devices/${device.id}`;
  return {
    id: device.id,
    short_id: device.id.slice(0, 8),
    href,
    hostname: device.hostname,
    description: device.description,
    state,
    tags: device.tags,
    plan: device.plan,
    metro: device.metro,
    operating_system: device.operatingSystem,
    project: { href: `/metal/v1/projects/${device.projectId}` },
    project_lite: { href: `/metal/v1/projects/${device.projectId}` },
    created_by: { id: USER_ID, short_id: USER_ID.slice(0, 8), href: `/metal/v1/users/${USER_ID}` },
    billing_cycle: "hourly",
    locked: false,
    spot_instance: false,
    userdata: device.userdata,
    customdata: device.customdata,
    provisioning_percentage: provisioningPercentage(device, times, now),
    ip_addresses: state === "queued" || state === "failed" ? [] : addresses(device, href),
    created_at: isoSeconds(device.createdAt),
    updated_at: isoSeconds(device.updatedAt),
  };
}

const USER_ID = "05e20000-0000-4000-8000-000000000001";

/** Addresses from the ranges reserved for documentation and private use: they lead nowhere. */
function addresses(device: DeviceRecord, href: string): readonly object[] {
  const octet = (device.number % 250) + 2;
  const common = {
    management: true,
    manageable: true,
    enabled: true,
    assigned_to: { href },
    created_at: isoSeconds(device.createdAt),
  };
  return [
    {
      ...common,
      id: partId(device.id, 1),
      address: `203.0.113.${String(octet)}`,
      gateway: "203.0.113.1",
      network: "203.0.113.0",
      netmask: "255.255.255.0",
      address_family: 4,
      cidr: 24,
      public: true,
    },
    {
      ...common,
      id: partId(device.id, 2),
      address: `2001:db8:1::${octet.toString(16)}`,
      gateway: "2001:db8:1::1",
      network: "2001:db8:1::",
      netmask: "ffff:ffff:ffff:ffff::",
      address_family: 6,
      cidr: 64,
      public: true,
    },
    {
      ...common,
      id: partId(device.id, 3),
      address: `10.64.0.${String(octet)}`,
      gateway: "10.64.0.1",
      network: "10.64.0.0",
      netmask: "255.255.255.0",
      address_family: 4,
      cidr: 24,
      public: false,
    },
  ];
}

const STEPS: readonly [string, string, number][] = [
  ["provisioning.101", "Provisioning started", 0],
  ["provisioning.102", "Network configured", 0.2],
  ["provisioning.103", "Server powered on", 0.3],
  ["provisioning.104", "Device connected to the installer", 0.45],
  ["provisioning.105", "Partitions created", 0.6],
  ["provisioning.106", "Operating system packages installed", 0.75],
  ["provisioning.107", "Host configured", 0.85],
  ["provisioning.108", "Cloud-init configured", 0.9],
  ["provisioning.109", "Device rebooted", 0.95],
  ["provisioning.110", "Provisioning complete, device is active", 1],
];

/** The lifecycle events so far, newest first. */
export function deviceEvents(device: DeviceRecord, times: DeviceTimes, now: number): readonly object[] {
  const reached = STEPS.filter(([, , part]) => !device.fails || part <= 0.6).map(([type, body, part], index) => ({
    at: device.createdAt + times.queuedMs + part * times.provisioningMs,
    index,
    type,
    body,
  }));
  if (device.fails) {
    const at = device.createdAt + times.queuedMs + times.provisioningMs;
    reached.push({ at, index: 20, type: "provisioning.failed", body: "Provisioning failed: the disk did not answer" });
  }
  return reached
    .filter(({ at }) => at <= now)
    .toReversed()
    .map(({ at, index, type, body }) => ({
      id: partId(device.id, 100 + index),
      type,
      body,
      state: type === "provisioning.failed" ? "failed" : "success",
      interpolated: body,
      created_at: isoSeconds(at),
      relationships: [{ href: `/metal/v1/devices/${device.id}` }],
    }));
}

/** An id derived from a device's, stable over time. */
function partId(id: string, part: number): string {
  return `${id.slice(0, 24)}${part.toString(16).padStart(12, "0")}`;
}

/** ISO 8601 with Z and whole seconds, as the API writes times. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
