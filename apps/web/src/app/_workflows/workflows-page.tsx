"use client";
// The list of workflows: search, new, import, and the last run of each.

import { useQuery } from "@tanstack/react-query";
import { LayoutTemplate, Plus, Search, Upload, Workflow } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useState } from "react";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { Button } from "../../ui/button.tsx";
import button from "../../ui/button.module.css";
import { classNames } from "../../ui/class-names.ts";
import { Page } from "../../ui/page.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { EmptyState, LoadingRows } from "../../ui/state-panel.tsx";
import { LoadError } from "../_shell/load-error.tsx";
import { ImportButton } from "./import-button.tsx";
import { NewWorkflowDialog } from "./new-workflow-dialog.tsx";
import { WorkflowTable } from "./workflow-table.tsx";

/** `/` */
export function WorkflowsPage() {
  const trpc = useTrpc();
  const [search, setSearch] = useState("");
  const [creating, setCreating] = useState(false);
  const wanted = useDeferredValue(search.trim());
  const workflows = useQuery({
    queryKey: ["workflows", wanted],
    queryFn: () => trpc.workflow.list.query(wanted === "" ? {} : { search: wanted }),
    placeholderData: (old) => old,
    refetchInterval: 15_000,
  });
  const rows = workflows.data;
  return (
    <Page
      title="Workflows"
      tools={
        <>
          <SearchField label="Search workflows" value={search} onChange={(event) => setSearch(event.target.value)} />
          <ImportButton icon={<Upload size={14} />} />
          <Button look="primary" icon={<Plus size={15} />} onClick={() => setCreating(true)}>
            New workflow
          </Button>
        </>
      }
    >
      {workflows.isPending && <LoadingRows label="Loading workflows" />}
      {workflows.isError && rows === undefined && (
        <LoadError error={workflows.error} what="The workflows" onRetry={() => void workflows.refetch()} />
      )}
      {rows !== undefined && rows.length > 0 && <WorkflowTable rows={rows} />}
      {rows?.length === 0 &&
        (wanted === "" ? (
          <EmptyState
            icon={<Workflow size={22} />}
            title="Draw your first workflow"
            actions={
              <>
                <Link href="/templates" className={classNames(button.button, button.secondary)}>
                  <LayoutTemplate size={15} aria-hidden="true" />
                  Browse templates
                </Link>
                <Button look="primary" icon={<Plus size={15} />} onClick={() => setCreating(true)}>
                  New workflow
                </Button>
              </>
            }
          >
            A workflow is a YAML document that you draw or write. It runs durably, and every step shows its status on
            the drawing while it runs.
          </EmptyState>
        ) : (
          <EmptyState icon={<Search size={22} />} title={`Nothing matches “${wanted}”`}>
            Names, titles and namespaces are searched.
          </EmptyState>
        ))}
      <NewWorkflowDialog open={creating} onOpenChange={setCreating} />
    </Page>
  );
}
