"use client";
// `/runs`: the runs the reader may see, newest first, narrowed to what they look for.

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { History, SearchX } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { LoadError } from "../app/_shell/load-error.tsx";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, LoadingRows } from "../ui/state-panel.tsx";
import { isNarrowed, readRunFilter, runFilterQuery, runListInput } from "./model/run-filter.ts";
import type { RunFilter } from "./model/run-filter.ts";
import { RunFilters } from "./run-filters.tsx";
import { RunTable } from "./run-table.tsx";
import styles from "./runs-page.module.css";

/** The filter lives in the address, so that a view can be kept and shared. */
export function RunsPage() {
  const trpc = useTrpc();
  const filter = readRunFilter(useSearchParams());
  const narrowed = isNarrowed(filter);
  const runs = useInfiniteQuery({
    queryKey: ["runs", filter],
    queryFn: ({ pageParam }) =>
      trpc.run.list.query({
        ...runListInput(filter, Date.now()),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
  const rows = runs.data?.pages.flatMap((page) => page.runs);
  // The server has nothing to say to it: only the address changes.
  const show = (query: string) => window.history.replaceState(null, "", `/runs${query}`);
  const change = (part: Partial<RunFilter>) => {
    // Not what was drawn last: the address may have changed since.
    const now = readRunFilter(new URLSearchParams(window.location.search));
    show(runFilterQuery({ ...now, ...part }));
  };
  return (
    <Page title="Runs">
      <RunFilters filter={filter} onChange={change} />
      {runs.isPending && <LoadingRows label="Loading runs" />}
      {runs.isError && rows === undefined && (
        <LoadError error={runs.error} what="The runs" onRetry={() => void runs.refetch()} />
      )}
      {rows !== undefined && rows.length > 0 && (
        <div className={styles.rows} aria-busy={runs.isPlaceholderData}>
          <RunTable rows={rows} />
        </div>
      )}
      {rows?.length === 0 &&
        (narrowed ? (
          <EmptyState
            icon={<SearchX size={22} />}
            title="No run matches"
            actions={<Button onClick={() => show("")}>Show all runs</Button>}
          >
            The search looks at names of workflows and at run ids from their beginning, within the chosen workflow, time
            and state.
          </EmptyState>
        ) : (
          <EmptyState icon={<History size={22} />} title="No runs yet">
            Open a <Link href="/">workflow</Link> and press Run; its runs are listed here.
          </EmptyState>
        ))}
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
