// Entry of `@ironweave/db/testing`.
export { startTestDatabase } from "./start-test-database.ts";
export type { TestDatabase } from "./start-test-database.ts";
export { seedRun } from "./seed-run.ts";
export type { SeededRun } from "./seed-run.ts";
