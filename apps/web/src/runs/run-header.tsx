"use client";
// The head of a run page: which run, how it stands, and what can be done about it.

import { hasEnded } from "@ironweave/schema/run";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  ArchiveRestore,
  Ban,
  CornerLeftUp,
  FlaskConical,
  LogIn,
  PencilRuler,
  RotateCw,
  ServerOff,
  Trash2,
  WifiOff,
} from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { RouterOutputs } from "../trpc/trpc-client.ts";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { errorText } from "../app/_shell/error-text.ts";
import { useMay } from "../app/_shell/use-may.ts";
import { useRestoreWorkflow } from "../app/_workflows/use-restore-workflow.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { StatusBadge } from "../ui/status.tsx";
import { useToast } from "../ui/toaster.tsx";
import { formatDuration } from "./model/format-duration.ts";
import { useNow } from "./panels/use-now.ts";
import { RerunDialog } from "./rerun-dialog.tsx";
import { useEngineState } from "./use-engine-state.ts";
import { useRun } from "./store/use-run.ts";
import styles from "./run-header.module.css";

/** A run as its page is opened with: all but its data, which is fetched when it is looked at. */
export type RunOpening = Omit<RouterOutputs["run"]["get"], "input" | "output">;

/** Shows the newest state, also while the reader looks at the past. */
export function RunHeader({ run }: { readonly run: RunOpening }) {
  const latest = useRun((state) => state.latest);
  const connection = useRun((state) => state.connection);
  // What the page was opened with stands until the stream has caught up with it.
  const caughtUp = latest.seq >= run.lastSeq && latest.seq > 0;
  const status = caughtUp ? latest.status : run.status;
  const over = hasEnded(status);
  const engine = useEngineState(!over);
  const [rerunning, setRerunning] = useState(false);
  const mayStart = useMay("run.start");
  const mayCancel = useMay("run.cancel");
  return (
    <header className={styles.header}>
      <div className={styles.names}>
        <Crumbs run={run} />
        {run.parent !== undefined && <ParentLink parent={run.parent} />}
        <div className={styles.line}>
          <h1 className={styles.title}>{run.workflow.name}</h1>
          <StatusBadge status={status} />
          <RunClock
            startedAt={caughtUp ? latest.startedAt : timeOf(run.startedAt)}
            endedAt={caughtUp ? latest.endedAt : timeOf(run.endedAt)}
            createdAt={run.createdAt}
          />
          {connection === "signed-out" && (
            <span className={styles.offline} role="alert">
              <LogIn size={13} aria-hidden="true" /> You are signed out: this is not the newest.{" "}
              <a href={`/login?from=${encodeURIComponent(`/runs/${run.id}`)}`}>Sign in</a>
            </span>
          )}
          {connection === "retrying" && (
            <span className={styles.offline} role="status">
              <WifiOff size={13} aria-hidden="true" /> Reconnecting; nothing is lost
            </span>
          )}
          {connection !== "signed-out" && <EngineNote state={engine} pending={status === "pending"} />}
        </div>
      </div>
      <div className={styles.actions}>
        {!over && mayCancel && <CancelButton runId={run.id} parented={run.parent !== undefined} />}
        {run.workflow.deletedAt === undefined ? (
          <>
            <Link href={`/workflows/${run.workflow.id}`} className={styles.link}>
              <PencilRuler size={14} aria-hidden="true" /> Edit workflow
            </Link>
            <Link
              href={`/workflows/${run.workflow.id}?replay=${run.id}`}
              className={styles.link}
              title="Replays this run's input and recorded answers against your draft; nothing is done outside"
            >
              <FlaskConical size={14} aria-hidden="true" /> Try the edited definition on this run
            </Link>
            {mayStart && (
              <Button icon={<RotateCw size={14} />} onClick={() => setRerunning(true)}>
                Run again
              </Button>
            )}
          </>
        ) : (
          <DeletedNote id={run.workflow.id} name={run.workflow.name} at={run.workflow.deletedAt} />
        )}
      </div>
      <RerunDialog run={run} open={rerunning} onOpenChange={setRerunning} />
    </header>
  );
}

interface DeletedNoteProps {
  readonly id: string;
  readonly name: string;
  readonly at: string;
}

function DeletedNote({ id, name, at }: DeletedNoteProps) {
  const router = useRouter();
  const restoring = useRestoreWorkflow({ id, title: name });
  const may = useMay("workflow.delete");
  return (
    <>
      <p className={styles.deleted}>
        <Trash2 size={13} aria-hidden="true" /> The workflow was deleted <RelativeTime at={at} />: it cannot be edited
        or run again.
      </p>
      {may && (
        <Button
          icon={<ArchiveRestore size={14} />}
          busy={restoring.isPending}
          onClick={() => restoring.mutate(undefined, { onSuccess: () => router.refresh() })}
        >
          Bring it back
        </Button>
      )}
    </>
  );
}

/** What the server can say before any script has run: which run, and how it stands. */
export function RunHeadline({ run }: { readonly run: RunOpening }) {
  return (
    <header className={styles.header}>
      <div className={styles.names}>
        <Crumbs run={run} />
        <div className={styles.line}>
          <h1 className={styles.title}>{run.workflow.name}</h1>
          <StatusBadge status={run.status} />
        </div>
      </div>
    </header>
  );
}

function Crumbs({ run }: { readonly run: RunOpening }) {
  return (
    <nav className={styles.crumbs} aria-label="Breadcrumb">
      <Link href="/runs">Runs</Link>
      <span aria-hidden="true">/</span>
      {run.workflow.deletedAt === undefined ? (
        <Link href={`/workflows/${run.workflow.id}`}>
          {run.workflow.namespace}/{run.workflow.name}
        </Link>
      ) : (
        <span>
          {run.workflow.namespace}/{run.workflow.name}
        </span>
      )}
      <span className={styles.version}>v{run.version.number}</span>
    </nav>
  );
}

interface EngineNoteProps {
  readonly state: ReturnType<typeof useEngineState>;
  readonly pending: boolean;
}

function EngineNote({ state, pending }: EngineNoteProps) {
  const words =
    state === "no-workers"
      ? "No worker is there: the run goes on when one is back"
      : state === "down"
        ? "The engine does not answer: the run goes on when it is back"
        : pending
          ? "Waiting for the engine"
          : undefined;
  if (words === undefined) return null;
  return (
    <span className={styles.offline} role="status">
      {state !== undefined && state !== "working" && <ServerOff size={13} aria-hidden="true" />} {words}
    </span>
  );
}

function ParentLink({ parent }: { readonly parent: NonNullable<RunOpening["parent"]> }) {
  return (
    <p className={styles.parent}>
      <CornerLeftUp size={13} aria-hidden="true" /> Started by{" "}
      <Link href={`/runs/${parent.runId}?step=${encodeURIComponent(parent.task)}`}>
        step {parent.task.split("/").at(-1)} of {parent.workflow.namespace}/{parent.workflow.name}
      </Link>
    </p>
  );
}

function timeOf(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : Date.parse(iso);
}

interface RunClockProps {
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly createdAt: string;
}

function RunClock({ startedAt, endedAt, createdAt }: RunClockProps) {
  const now = useNow(startedAt !== undefined && endedAt === undefined);
  return (
    <span className={styles.clock}>
      <RelativeTime at={startedAt ?? createdAt} />
      {startedAt !== undefined && <span> · {formatDuration((endedAt ?? now) - startedAt)}</span>}
    </span>
  );
}

interface CancelButtonProps {
  readonly runId: string;
  /** A step of another run has started it. */
  readonly parented: boolean;
}

function CancelButton({ runId, parented }: CancelButtonProps) {
  const trpc = useTrpc();
  const queries = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => trpc.run.cancel.mutate({ id: runId }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["run", runId] }),
    onError: (error) => toast({ text: `The run could not be cancelled: ${errorText(error)}`, tone: "danger" }),
    onSettled: () => setAsking(false),
  });
  return (
    <>
      <Button icon={<Ban size={14} />} onClick={() => setAsking(true)}>
        Cancel
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Cancel this run?"
        description={`Steps that are running are stopped, and runs that they wait for. What they have already done outside stays done.${parented ? " The step that waits for this run fails, unless it catches that." : ""}`}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep running</Button>
            <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              Cancel the run
            </Button>
          </>
        }
      />
    </>
  );
}
