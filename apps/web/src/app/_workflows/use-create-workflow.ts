"use client";
// Creates a workflow from a text and opens it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTrpc } from "../../trpc/trpc-provider.tsx";

/** A mutation that takes the document's text; on success the designer opens. */
export function useCreateWorkflow() {
  const trpc = useTrpc();
  const router = useRouter();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => trpc.workflow.create.mutate({ text }),
    onSuccess: (workflow) => {
      void queries.invalidateQueries({ queryKey: ["workflows"] });
      router.push(`/workflows/${workflow.id}`);
    },
  });
}
