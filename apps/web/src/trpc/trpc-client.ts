// The browser's connection to the tRPC API: queries and mutations batched over HTTP, subscriptions over SSE that resume by
// event id. Imports the router as a type only, so that no server code reaches the browser.

import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import type { TRPCClient } from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "../server/routers/app-router.ts";
import { jsonTransformer } from "./json-transformer.ts";

export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
export type Trpc = TRPCClient<AppRouter>;

/** A client of the API at `baseUrl`. @default the page's own origin */
export function createTrpcClient(baseUrl = ""): Trpc {
  const url = `${baseUrl}/api/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url, transformer: jsonTransformer }),
        false: httpBatchLink({ url, transformer: jsonTransformer, maxItems: 20 }),
      }),
    ],
  });
}
