"use client";
// Whether runs can go on, asked now and then while a run is to go on.

import { useQuery } from "@tanstack/react-query";
import { useTrpc } from "../trpc/trpc-provider.tsx";

const EVERY_MS = 10_000;

/** Undefined while it is not known, or not asked. */
export function useEngineState(wanted: boolean) {
  const trpc = useTrpc();
  const engine = useQuery({
    queryKey: ["engine"],
    queryFn: () => trpc.run.engine.query(),
    enabled: wanted,
    refetchInterval: EVERY_MS,
  });
  return wanted ? engine.data?.state : undefined;
}
