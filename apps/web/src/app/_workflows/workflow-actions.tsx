"use client";
// What can be done to a workflow from its row.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, Trash2 } from "lucide-react";
import { useState } from "react";
import type { WorkflowSummary } from "../../server/contract/workflow-contract.ts";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Menu } from "../../ui/menu.tsx";
import { useToast } from "../../ui/toaster.tsx";
import { errorText } from "../_shell/error-text.ts";

/** A menu, and the question before a workflow is deleted. */
export function WorkflowActions({ row }: { readonly row: WorkflowSummary }) {
  const [deleting, setDeleting] = useState(false);
  const title = row.title ?? row.name;
  return (
    <>
      <Menu
        label={`Actions on ${title}`}
        align="end"
        trigger={<Button look="ghost" size="sm" aria-label={`Actions on ${title}`} icon={<Ellipsis size={15} />} />}
        items={[{ label: "Delete…", icon: <Trash2 size={14} />, danger: true, onSelect: () => setDeleting(true) }]}
      />
      <DeleteDialog row={row} open={deleting} onOpenChange={setDeleting} />
    </>
  );
}

interface DeleteDialogProps {
  readonly row: WorkflowSummary;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

function DeleteDialog({ row, open, onOpenChange }: DeleteDialogProps) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const toast = useToast();
  const title = row.title ?? row.name;
  const removal = useMutation({
    mutationFn: () => trpc.workflow.delete.mutate({ id: row.id }),
    onSuccess: async () => {
      onOpenChange(false);
      toast({ text: `Deleted ${title}` });
      await queries.invalidateQueries({ queryKey: ["workflows"] });
    },
    onError: (error) => toast({ text: errorText(error), tone: "danger" }),
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${title}?`}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Keep it</Button>
          <Button look="danger" icon={<Trash2 size={14} />} busy={removal.isPending} onClick={() => removal.mutate()}>
            Delete
          </Button>
        </>
      }
    >
      <p>
        {row.namespace}/{row.name} leaves the list{row.schedules.length > 0 ? ", its schedules end" : ""} and its name
        is free again. Its runs stay in the list of runs, and those that go on are not stopped.
      </p>
    </Dialog>
  );
}
