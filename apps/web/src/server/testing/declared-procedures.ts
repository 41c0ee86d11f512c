// The router's procedures as tests enumerate them: path and declaration.

import { appRouter } from "../routers/app-router.ts";
import type { ProcedureMeta } from "../trpc.ts";

export interface DeclaredProcedure {
  readonly _def: { readonly meta?: ProcedureMeta; readonly type: "query" | "mutation" | "subscription" };
}

/** Every procedure by its path. tRPC's type says that this record is nested; at run time its keys are paths. */
export function declaredProcedures(): readonly (readonly [string, DeclaredProcedure])[] {
  const flat: object = appRouter._def.procedures;
  return Object.entries(flat as Record<string, DeclaredProcedure>);
}
