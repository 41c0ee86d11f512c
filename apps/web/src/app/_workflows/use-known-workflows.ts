"use client";
// The workflows whose names are like those of an import, so that a name that is taken is told before anything is created.

import { useQueries } from "@tanstack/react-query";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import type { PlannedImport } from "./plan-import.ts";
import type { NamedWorkflow } from "./resolve-import.ts";

/** Those known so far; the server has the last word. `isLooking` until all were asked for. */
export function useKnownWorkflows(plans: readonly PlannedImport[]): {
  readonly known: readonly NamedWorkflow[];
  readonly isLooking: boolean;
} {
  const trpc = useTrpc();
  const asked = plans.filter(({ name, text }) => name !== "" && text !== undefined && name.length <= 63);
  return useQueries({
    queries: asked.map(({ namespace, name }) => ({
      queryKey: ["workflows", "named", namespace, name],
      // Names cut off for a number are looked for too.
      queryFn: () => trpc.workflow.list.query({ namespace: namespace.slice(0, 63), search: name.slice(0, 55) }),
    })),
    combine: (answers) => ({
      known: answers.flatMap(({ data }) => data ?? []),
      isLooking: answers.some(({ isPending }) => isPending),
    }),
  });
}
