"use client";
// `/workflows/ID`: reads the workflow, opens a designer session on it, and closes the session when the page is left.

import { useQuery } from "@tanstack/react-query";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { LoadError } from "../_shell/load-error.tsx";
import { DesignerSkeleton } from "./designer-skeleton.tsx";
import { OpenDesigner } from "./open-designer.tsx";
import { fetchWorkflowOpening } from "./workflow-opening.ts";

/** Never re-reads while open: the session owns the text from then on. */
export function DesignerPage({ id }: { readonly id: string }) {
  const trpc = useTrpc();
  const workflow = useQuery({
    queryKey: ["workflow", id, "open"],
    queryFn: async () => {
      const [detail, session] =
        (await fetchWorkflowOpening(id)) ??
        (await Promise.all([trpc.workflow.get.query({ id }), trpc.session.me.query()]));
      return { ...detail, userId: session.user.id };
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  if (workflow.data !== undefined) {
    const { name, draft, userId } = workflow.data;
    return <OpenDesigner key={id} id={id} userId={userId} title={name} draft={draft} trpc={trpc} />;
  }
  if (workflow.isError)
    return (
      <LoadError
        error={workflow.error}
        what="This workflow"
        onRetry={() => void workflow.refetch()}
        missing={{ title: "There is no such workflow", href: "/", list: "All workflows" }}
      />
    );
  return <DesignerSkeleton />;
}
