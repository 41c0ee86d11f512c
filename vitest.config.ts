import { defineConfig } from "vitest/config";

// `unit` is fast and needs nothing; `integration` starts real servers (Temporal, Postgres) through its own global set-up.
const integration = ["**/*.integration.test.ts"];
const exclude = ["**/node_modules/**", "**/.next/**", "apps/web/e2e/**"];

export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["**/*.test.ts"], exclude: [...exclude, ...integration] } },
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
