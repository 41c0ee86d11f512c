"use client";
// Runs a workflow again with the input of a past run, edited or as it was, on the same version or the latest.

import type { Json } from "@ironweave/jq";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { errorText } from "../app/_shell/error-text.ts";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FormNotice } from "../ui/form-notice.tsx";
import { parseJson } from "../json/parse-json.ts";
import type { RunOpening } from "./run-header.tsx";
import styles from "./rerun-dialog.module.css";

export interface RerunDialogProps {
  readonly run: RunOpening;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** A dialog with the input as JSON, fetched when it is opened; a new run opens as soon as it is started. */
export function RerunDialog({ run, open, onOpenChange }: RerunDialogProps) {
  const trpc = useTrpc();
  const [edited, setEdited] = useState<string>();
  const input = useQuery({
    queryKey: ["run", run.id, "input"],
    queryFn: async () => (await trpc.run.get.query({ id: run.id })).input,
    enabled: open,
    staleTime: Infinity,
  });
  if (input.data === undefined) {
    return (
      <Dialog open={open} onOpenChange={onOpenChange} wide title="Run again" actions={null}>
        <p role="status">{input.isError ? errorText(input.error) : "Loading the input"}</p>
      </Dialog>
    );
  }
  return (
    <RerunForm
      run={run}
      open={open}
      onOpenChange={onOpenChange}
      text={edited ?? textOf(input.data)}
      setText={setEdited}
    />
  );
}

interface RerunFormProps extends RerunDialogProps {
  readonly text: string;
  readonly setText: (text: string) => void;
}

function RerunForm({ run, open, onOpenChange, text, setText }: RerunFormProps) {
  const trpc = useTrpc();
  const router = useRouter();
  const [same, setSame] = useState(true);
  const [key] = useState(() => crypto.randomUUID());
  const input = parseJson(text, null);
  const start = useMutation({
    mutationFn: () => {
      if (!input.ok) throw new Error(input.message);
      return trpc.run.start.mutate({
        workflowId: run.workflow.id,
        input: input.value,
        ...(same ? { versionId: run.version.id } : {}),
        idempotencyKey: `${key}:${same}:${text.length}:${hash(text)}`,
      });
    },
    onSuccess: ({ runId }) => {
      onOpenChange(false);
      router.push(`/runs/${runId}`);
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      wide
      title="Run again"
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Close</Button>
          <Button
            look="primary"
            icon={<Play size={14} />}
            busy={start.isPending}
            disabled={!input.ok}
            onClick={() => start.mutate()}
          >
            Run
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <label className={styles.label} htmlFor="rerun-input">
          Input (JSON)
        </label>
        <textarea
          id="rerun-input"
          className={styles.input}
          value={text}
          rows={12}
          spellCheck={false}
          aria-invalid={!input.ok}
          aria-describedby="rerun-problem"
          onChange={(event) => setText(event.target.value)}
        />
        <p id="rerun-problem" role="status" className={styles.problem}>
          {input.ok ? "" : input.message}
        </p>
        <label className={styles.check}>
          <input type="checkbox" checked={same} onChange={(event) => setSame(event.target.checked)} />
          Use the same version (v{run.version.number}); otherwise the latest
        </label>
        {start.isError && <FormNotice tone="problem">{errorText(start.error)}</FormNotice>}
      </div>
    </Dialog>
  );
}

function textOf(input: Json): string {
  return JSON.stringify(input, null, 2);
}

// Tells one body from another, so that a second press with the same body is the same start (FNV-1a).
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
