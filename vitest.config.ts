import { defineConfig } from "vitest/config";

// `unit` is fast and needs nothing; `process` starts programs of ours, none that others reach; `integration` starts real servers (Temporal, Postgres) through its own global set-up.
const integration = ["**/*.integration.test.ts"];
const processes = ["**/*.process.test.ts"];
const exclude = ["**/node_modules/**", "**/.next/**", "apps/web/e2e/**"];

export default defineConfig({
  test: {
    // Vitest leaves one processor free, which is half of two.
    maxWorkers: "100%",
    projects: [
      // A limit for what hangs, not for what is slow: a busy machine takes several times as long.
      {
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...exclude, ...processes, ...integration],
          testTimeout: 30_000,
          // The files of a worker share its modules, which halves the time; a test puts back what it changes.
          isolate: false,
        },
      },
      { test: { name: "process", include: processes, exclude, testTimeout: 60_000 } },
      {
        test: {
          name: "integration",
          include: integration,
          exclude,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
