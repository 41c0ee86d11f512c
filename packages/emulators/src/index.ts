// Stand-ins for outside systems, for tests and the demonstration only. They import nothing of the product.
export type { EffectEntry, EffectLog } from "./effect-log.ts";
export { startHttpFixture } from "./fixture/http-fixture.ts";
export type { FixtureRequest, HttpFixture } from "./fixture/http-fixture.ts";
export { DEMO_METAL_TOKEN, DEMO_PROJECT, startMetalEmulator } from "./metal/metal-emulator.ts";
export type { MetalEmulatorOptions } from "./metal/metal-emulator.ts";
export { DEMO_SERVICENOW, startServiceNowEmulator } from "./servicenow/servicenow-emulator.ts";
export type { ServiceNowEmulatorOptions } from "./servicenow/servicenow-emulator.ts";
export { startDemoSystems } from "./start-demo-systems.ts";
export type { DemoSystems, DemoSystemsOptions } from "./start-demo-systems.ts";
export type { Emulator, ListenOptions } from "./start-server.ts";
