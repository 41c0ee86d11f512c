// Puts a run's input into its row. The value travels as text that PostgreSQL casts, since Prisma's own way of writing JSON drops
// keys named `__proto__` and fails on half a surrogate pair, and both are JSON that a caller may send.

import type { Json } from "@ironweave/jq";
import type { TenantTransaction } from "./database.ts";

/** Replaces the run's input; any JSON comes back as it was. Within the transaction that creates the run. */
export async function storeRunInput(tx: TenantTransaction, runId: string, input: Json): Promise<void> {
  await tx.$executeRaw`update run set input = ${JSON.stringify(input)}::json where id = ${runId}::uuid`;
}
