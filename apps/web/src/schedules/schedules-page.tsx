"use client";
// `/workflows/ID/schedules`: what starts a workflow by itself, when next, and what came of it.

import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import Link from "next/link";
import { LoadError } from "../app/_shell/load-error.tsx";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, LoadingRows } from "../ui/state-panel.tsx";
import { ScheduleCard } from "./schedule-card.tsx";

/** The schedules of one workflow. */
export function SchedulesPage({ id }: { readonly id: string }) {
  const trpc = useTrpc();
  const workflow = useQuery({ queryKey: ["workflow", id], queryFn: () => trpc.workflow.get.query({ id }) });
  const schedules = useQuery({
    queryKey: ["schedules", id],
    queryFn: () => trpc.schedule.list.query({ id }),
    refetchInterval: 5_000,
  });
  return (
    <Page
      title="Schedules"
      note={
        <>
          of <Link href={`/workflows/${id}`}>{workflow.data?.name ?? "the workflow"}</Link>, as its latest version says
        </>
      }
    >
      {schedules.isPending && <LoadingRows rows={2} label="Loading schedules" />}
      {schedules.isError && (
        <LoadError error={schedules.error} what="The schedules" onRetry={() => void schedules.refetch()} />
      )}
      {schedules.data?.map((schedule) => (
        <ScheduleCard key={schedule.kind} workflowId={id} schedule={schedule} />
      ))}
      {schedules.data?.length === 0 && (
        <EmptyState icon={<CalendarClock size={22} />} title="Nothing starts this workflow by itself">
          Give the document a <code>schedule</code> with <code>every</code>, <code>cron</code>, <code>after</code> or{" "}
          <code>on</code>, and save a version. <Link href={`/workflows/${id}`}>Open the designer</Link>.
        </EmptyState>
      )}
    </Page>
  );
}
