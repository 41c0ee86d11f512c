// The drift gate: fails where the SQL migrations do not add up to schema.prisma. Starts a PostgreSQL of its own as the shadow,
// or uses the server that DATABASE_URL names.

import { startTestDatabase } from "../src/testing/start-test-database.ts";
import { runPrisma } from "./prisma.mjs";

const given = process.env["DATABASE_URL"];
const server = given === undefined ? await startTestDatabase({ migrate: false }) : undefined;
const url = given ?? server?.ownerUrl ?? "";
const diff = ["migrate", "diff", "--from-migrations", "migrations", "--to-schema", "schema.prisma", "--exit-code"];
process.exitCode = runPrisma(diff, { DATABASE_URL: url });
await server?.stop();
