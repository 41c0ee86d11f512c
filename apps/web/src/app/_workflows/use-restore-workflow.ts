"use client";
// Takes back that a workflow was deleted.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { useToast } from "../../ui/toaster.tsx";
import { errorText } from "../_shell/error-text.ts";

/** Says when it is there again, or why not. */
export function useRestoreWorkflow(workflow: { readonly id: string; readonly title: string }) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => trpc.workflow.restore.mutate({ id: workflow.id }),
    onSuccess: async () => {
      toast({ text: `${workflow.title} is back` });
      await queries.invalidateQueries({ queryKey: ["workflows"] });
    },
    onError: (error) => toast({ text: `${workflow.title} is still deleted: ${errorText(error)}`, tone: "danger" }),
  });
}
