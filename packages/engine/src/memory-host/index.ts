// Entry of the in-memory host. Runs in Node and in browsers.
export { createMemoryHost } from "./create-memory-host.ts";
export type { ActionEnvironment, MemoryHost, MemoryHostOptions } from "./create-memory-host.ts";
export type { Timers } from "./clock.ts";
