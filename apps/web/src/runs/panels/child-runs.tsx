"use client";
// The runs that a step has started by `run: workflow`, each a link to its own page.

import { useQuery } from "@tanstack/react-query";
import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import { useContext } from "react";
import { hasEnded } from "@ironweave/schema/run";
import { errorText } from "../../app/_shell/error-text.ts";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { StatusBadge } from "../../ui/status.tsx";
import type { Execution } from "../model/execution-index.ts";
import { RunIdContext } from "../store/use-run.ts";
import styles from "./child-runs.module.css";

const EVERY_MS = 2_000;

export interface ChildRunsProps {
  readonly execution: Pick<Execution, "execution">;
  /** True where the step starts no more of them. */
  readonly ended: boolean;
}

/** Asks again until the step and its runs have ended: a step that does not wait for its run ends before it. */
export function ChildRuns({ execution: { execution }, ended }: ChildRunsProps) {
  const trpc = useTrpc();
  const id = useContext(RunIdContext);
  const children = useQuery({
    queryKey: ["run", id, "children", execution],
    queryFn: () => trpc.run.children.query({ id, execution }),
    refetchInterval: ({ state }) =>
      ended && (state.data?.runs ?? []).every(({ status }) => hasEnded(status)) ? false : EVERY_MS,
  });
  const runs = children.data?.runs;
  if (runs === undefined) {
    if (!children.isError) return null;
    return <p className={styles.quiet}>Its run could not be read: {errorText(children.error)}</p>;
  }
  if (runs.length === 0)
    return <p className={styles.quiet}>{ended ? "It has started no run." : "Its run is being started."}</p>;
  return (
    <ul className={styles.runs} aria-label="Runs of this step">
      {runs.map((run) => (
        <li key={run.id}>
          <CornerDownRight size={14} aria-hidden="true" />
          <Link href={`/runs/${run.id}`}>
            Run of {run.workflow.namespace}/{run.workflow.name}
          </Link>
          <StatusBadge status={run.status} />
        </li>
      ))}
    </ul>
  );
}
