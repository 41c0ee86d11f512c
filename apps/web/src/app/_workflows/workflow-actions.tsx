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
import { useMay } from "../_shell/use-may.ts";
import { useRestoreWorkflow } from "./use-restore-workflow.ts";
import styles from "./workflow-actions.module.css";

/** For who may: a menu, and the question before a workflow is deleted. */
export function WorkflowActions({ row }: { readonly row: WorkflowSummary }) {
  const [deleting, setDeleting] = useState(false);
  const title = row.title ?? row.name;
  if (!useMay("workflow.delete")) return null;
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
  const restoring = useRestoreWorkflow({ id: row.id, title });
  const removal = useMutation({
    mutationFn: () => trpc.workflow.delete.mutate({ id: row.id }),
    onSuccess: async () => {
      onOpenChange(false);
      toast({ text: `Deleted ${title}`, action: { label: "Undo", onSelect: () => restoring.mutate() } });
      await queries.invalidateQueries({ queryKey: ["workflows"] });
    },
    onError: (error) => toast({ text: `${title} was not deleted: ${errorText(error)}`, tone: "danger" }),
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
      <ul className={styles.consequences}>
        <li>
          <strong>
            {row.namespace}/{row.name}
          </strong>{" "}
          leaves this list, and its name is free again.
        </li>
        {row.schedules.length > 0 && (
          <li>What starts it by itself ({row.schedules.join(", ")}) starts nothing any more.</li>
        )}
        <li>Its runs stay in the list of runs; those that go on or wait are not stopped.</li>
        <li>Workflows that call it as a step will fail at that step.</li>
      </ul>
      <p className={styles.way}>
        {row.lastRun === undefined
          ? "It can be brought back right after, by Undo: it has never run."
          : "It can be brought back from the page of any of its runs, as long as its name is free."}
      </p>
    </Dialog>
  );
}
