"use client";
// `/runs`: every run the reader may see, newest first, filtered by state.

import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import type { RunStatus } from "@ironweave/schema/run";
import { LoadError } from "../app/_shell/load-error.tsx";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Button } from "../ui/button.tsx";
import { ChoiceChips } from "../ui/choice-chips.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, LoadingRows } from "../ui/state-panel.tsx";
import { statusWord } from "../ui/status.tsx";
import { RunTable } from "./run-table.tsx";
import styles from "./runs-page.module.css";

const FILTERS: readonly RunStatus[] = ["running", "completed", "faulted", "cancelled", "pending"];

/** The filter lives in the address, so that a view can be kept and shared. */
export function RunsPage() {
  const trpc = useTrpc();
  const router = useRouter();
  const params = useSearchParams();
  const status = FILTERS.find((candidate) => candidate === params.get("status"));
  const workflowId = params.get("workflow") ?? undefined;
  const runs = useInfiniteQuery({
    queryKey: ["runs", status, workflowId],
    queryFn: ({ pageParam }) =>
      trpc.run.list.query({
        ...(status === undefined ? {} : { status }),
        ...(workflowId === undefined ? {} : { workflowId }),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
  });
  const rows = runs.data?.pages.flatMap((page) => page.runs);
  const show = (wanted: RunStatus | undefined) => {
    const next = new URLSearchParams(params);
    if (wanted === undefined) next.delete("status");
    else next.set("status", wanted);
    router.replace(`/runs?${next.toString()}`);
  };
  return (
    <Page
      title="Runs"
      tools={
        <ChoiceChips label="Show runs that are" choices={FILTERS} chosen={status} onChoose={show} wordOf={statusWord} />
      }
    >
      {runs.isPending && <LoadingRows label="Loading runs" />}
      {runs.isError && rows === undefined && (
        <LoadError error={runs.error} what="The runs" onRetry={() => void runs.refetch()} />
      )}
      {rows !== undefined && rows.length > 0 && <RunTable rows={rows} />}
      {rows?.length === 0 && (
        <EmptyState icon={<History size={22} />} title={status === undefined ? "No runs yet" : "No such runs"}>
          {status === undefined ? (
            <>
              Open a <Link href="/">workflow</Link> and press Run; its runs are listed here.
            </>
          ) : (
            "No run is in this state now."
          )}
        </EmptyState>
      )}
      {runs.hasNextPage && (
        <div className={styles.more}>
          <Button busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            Older runs
          </Button>
        </div>
      )}
    </Page>
  );
}
