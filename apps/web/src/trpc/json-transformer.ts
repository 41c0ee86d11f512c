// The wire format of tRPC is plain JSON, and every procedure answers with plain JSON. Declaring so keeps the output types as
// written: without a transformer tRPC re-derives them, which recursion in `Json` does not survive.

import type { TRPCDataTransformer } from "@trpc/server";

export const jsonTransformer: TRPCDataTransformer = {
  serialize: (value: unknown) => value,
  deserialize: (value: unknown) => value,
};
