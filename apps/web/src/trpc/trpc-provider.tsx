"use client";
// Puts one tRPC client and one query client over the tree. Components call `useTrpc()` and use it inside `useQuery`.

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, useContext, useState } from "react";
import type { ReactNode } from "react";
import { isApiError } from "./trpc-error.ts";
import { createTrpcClient } from "./trpc-client.ts";
import type { Trpc } from "./trpc-client.ts";

const TrpcContext = createContext<Trpc | undefined>(undefined);

/** Refusals are final; only a lost connection or a server that is not ready is tried again. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (isApiError(error) && error.data !== null && error.data !== undefined && error.data.httpStatus < 500) return false;
  return failures < 3;
}

export function TrpcProvider({ children }: { readonly children: ReactNode }) {
  const [trpc] = useState(() => createTrpcClient());
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: shouldRetry, staleTime: 1_000 } } }),
  );
  return (
    <TrpcContext value={trpc}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </TrpcContext>
  );
}

/** The tRPC client of the nearest `TrpcProvider`. */
export function useTrpc(): Trpc {
  const trpc = useContext(TrpcContext);
  if (trpc === undefined) throw new Error("useTrpc is used outside TrpcProvider");
  return trpc;
}
