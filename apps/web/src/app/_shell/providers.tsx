"use client";
// What every page may rely on: the API client with its query cache, tooltips and toasts.

import type { ReactNode } from "react";
import { TrpcProvider } from "../../trpc/trpc-provider.tsx";
import { Toaster } from "../../ui/toaster.tsx";
import { TooltipProvider } from "../../ui/tooltip.tsx";

/** Wraps the whole application. */
export function Providers({ children }: { readonly children: ReactNode }) {
  return (
    <TrpcProvider>
      <TooltipProvider>
        <Toaster>{children}</Toaster>
      </TooltipProvider>
    </TrpcProvider>
  );
}
