// Prisma's own configuration. `DATABASE_URL` is the owner's connection here: the command line is for developers and CI.
import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "schema.prisma",
  migrations: { path: "migrations" },
  ...(process.env["DATABASE_URL"] === undefined ? {} : { datasource: { url: process.env["DATABASE_URL"] } }),
});
