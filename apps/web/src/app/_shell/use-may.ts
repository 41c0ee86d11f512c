"use client";
// What the signed-in person may do, so that a page does not offer what would be refused. The server decides; this only hides.

import { useQuery } from "@tanstack/react-query";
import type { SessionInfo } from "../../server/contract/session-contract.ts";
import { useTrpc } from "../../trpc/trpc-provider.tsx";

/** Who is signed in; asked once for all that need it. */
export function useSession() {
  const trpc = useTrpc();
  return useQuery({ queryKey: ["session"], queryFn: () => trpc.session.me.query(), staleTime: 60_000 });
}

/** True also while it is not known yet: most people may. */
export function useMay(permission: SessionInfo["permissions"][number]): boolean {
  return useSession().data?.permissions.includes(permission) ?? true;
}
