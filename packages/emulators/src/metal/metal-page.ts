// The Metal emulator's page: every device with its state, newest first.

import { renderPage } from "../page.ts";
import type { Cell } from "../page.ts";
import { deviceState, provisioningPercentage, showDevice } from "./device.ts";
import type { DeviceRecord, DeviceState, DeviceTimes } from "./device.ts";

const TONES: Readonly<Record<DeviceState, Cell["tone"]>> = {
  queued: "quiet",
  provisioning: "busy",
  active: "good",
  failed: "bad",
  inactive: "quiet",
  powering_on: "busy",
  powering_off: "busy",
  reinstalling: "busy",
};

/** The page as HTML. */
export function metalPage(devices: readonly DeviceRecord[], times: DeviceTimes, now: number): string {
  return renderPage({
    title: "Bare metal",
    lead: `${String(devices.length)} ${devices.length === 1 ? "device" : "devices"}`,
    columns: ["Host", "State", "Plan", "Metro", "System", "Address", "Tags", "Ordered"],
    rows: devices.map((device) => row(device, times, now)),
    empty: "No devices yet. Run a workflow that orders one.",
  });
}

function row(device: DeviceRecord, times: DeviceTimes, now: number): readonly Cell[] {
  const state = deviceState(device, times, now);
  const percent = state === "provisioning" ? ` ${String(provisioningPercentage(device, times, now))} %` : "";
  const { ip_addresses } = showDevice(device, times, now) as { ip_addresses: readonly { address: string }[] };
  const tone = TONES[state];
  return [
    { text: device.hostname },
    { text: `${state}${percent}`, ...(tone === undefined ? {} : { tone }) },
    { text: device.plan.slug },
    { text: device.metro.name },
    { text: device.operatingSystem.name },
    { text: ip_addresses[0]?.address ?? "–" },
    { text: device.tags.join(", ") },
    { text: new Date(device.createdAt).toISOString().slice(0, 19).replace("T", " ") },
  ];
}
