// The outside systems that the examples talk to, started together: for the demonstration, the examples' tests and e2e.

import { startHttpFixture } from "./fixture/http-fixture.ts";
import type { HttpFixture } from "./fixture/http-fixture.ts";
import { DEMO_METAL_TOKEN, startMetalEmulator } from "./metal/metal-emulator.ts";
import { DEMO_SERVICENOW, startServiceNowEmulator } from "./servicenow/servicenow-emulator.ts";
import type { Emulator } from "./start-server.ts";

export interface DemoSystemsOptions {
  /** @default "127.0.0.1" */
  readonly host?: string;
  /** Fixed ports, where wanted. @default 0 for each: free ports */
  readonly ports?: { readonly metal?: number; readonly servicenow?: number; readonly http?: number };
  readonly queuedMs?: number;
  readonly provisioningMs?: number;
  /** See `EmulatorOptions`. @default false */
  readonly honourIdempotencyKey?: boolean;
}

export interface DemoSystems {
  readonly metal: Emulator;
  readonly servicenow: Emulator;
  readonly http: HttpFixture;
  /** The secrets that the examples read, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Entries for the egress allow-list (`IRONWEAVE_EGRESS_ALLOW`, comma-separated). */
  readonly allowHosts: readonly string[];
  /** The text with `{{metal}}`, `{{servicenow}}` and `{{http}}` replaced by the systems' addresses. */
  fill(text: string): string;
  close(): Promise<void>;
}

/** Starts all three on loopback. */
export async function startDemoSystems(options: DemoSystemsOptions = {}): Promise<DemoSystems> {
  const { host = "127.0.0.1", ports = {}, queuedMs, provisioningMs, honourIdempotencyKey = false } = options;
  const [metal, servicenow, http] = await Promise.all([
    startMetalEmulator({
      host,
      port: ports.metal ?? 0,
      honourIdempotencyKey,
      ...(queuedMs === undefined ? {} : { queuedMs }),
      ...(provisioningMs === undefined ? {} : { provisioningMs }),
    }),
    startServiceNowEmulator({ host, port: ports.servicenow ?? 0, honourIdempotencyKey }),
    startHttpFixture({ host, port: ports.http ?? 0 }),
  ]);
  const systems = { metal, servicenow, http };
  return {
    ...systems,
    secrets: { metalToken: DEMO_METAL_TOKEN, serviceNowToken: DEMO_SERVICENOW.token },
    allowHosts: Object.values(systems).map((system) => new URL(system.url).host),
    fill: (text) =>
      text.replace(/\{\{(metal|servicenow|http)\}\}/g, (_, name: keyof typeof systems) => systems[name].url),
    close: async () => {
      await Promise.all(Object.values(systems).map((system) => system.close()));
    },
  };
}
