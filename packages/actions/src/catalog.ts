// Entry for the browser and the workflow sandbox: descriptors and what follows from them, no code with an effect.
export { CATALOG, findDescriptor } from "./descriptors.ts";
export { callFacts } from "./effect-of.ts";
export type { CallFacts } from "./effect-of.ts";
export { idempotencyOf } from "./idempotency-of.ts";
export type { ActionDescriptor, Effect, Idempotency } from "./define-action.ts";
