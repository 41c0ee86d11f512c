"use client";
// Imports workflows: one document of our own language at once, everything else after a look at what it becomes.
// Texts are kept as they are; their mistakes are shown in the designer.

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from "react";
import { isDirektivWorkflow } from "@ironweave/schema";
import { LIMITS } from "../../server/limits.ts";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toaster.tsx";
import { errorText } from "../_shell/error-text.ts";
import { ImportDialog } from "./import-dialog.tsx";
import type { GivenFile, PlannedImport } from "./plan-import.ts";
import { useCreateWorkflow } from "./use-create-workflow.ts";

/** Opens the import dialog; files dropped anywhere on the page open it too. */
export function ImportButton({ icon }: { readonly icon: ReactNode }) {
  const chooser = useRef<HTMLInputElement>(null);
  const create = useCreateWorkflow();
  const createAll = useCreateAll();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const take = async (chosen: readonly File[]) => {
    const large = chosen.find((file) => file.size > LIMITS.definitionBytes);
    if (large !== undefined) {
      const text = `${large.name} is larger than ${LIMITS.definitionBytes / 1024} KB and was not imported.`;
      toast({ text, tone: "danger" });
      return;
    }
    const given = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })));
    const [only] = given;
    if (only !== undefined && given.length === 1 && !open && !isDirektivWorkflow(only.text)) {
      create.mutate(only.text, {
        onError: (error) => toast({ text: `${only.name}: ${errorText(error)}`, tone: "danger" }),
      });
    } else if (given.length > 0) {
      createAll.reset();
      setFiles(given);
      setOpen(true);
    }
  };
  useFilesDroppedOnPage((dropped) => void take(dropped));
  const onCreate = async (plans: readonly PlannedImport[]) => {
    if (await createAll.run(plans)) {
      setOpen(false);
      setFiles([]);
    }
  };
  return (
    <>
      <Button icon={icon} busy={create.isPending} onClick={() => setOpen(true)}>
        Import
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".yaml,.yml,.json"
        multiple
        hidden
        aria-label="Workflow file"
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = "";
          void take(chosen);
        }}
      />
      <ImportDialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          if (!next) setFiles([]);
        }}
        files={files}
        onFiles={setFiles}
        onChoose={() => chooser.current?.click()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void take([...event.dataTransfer.files]);
        }}
        onCreate={(plans) => void onCreate(plans)}
        busy={createAll.isPending}
        error={createAll.error}
      />
    </>
  );
}

/** Creates one after the other; the first that fails stops it, and what is created stays. One alone is opened. */
function useCreateAll() {
  const trpc = useTrpc();
  const open = useCreateWorkflow();
  const queries = useQueryClient();
  const toast = useToast();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const done = useRef(new Set<string>());
  const run = async (plans: readonly PlannedImport[]): Promise<boolean> => {
    setPending(true);
    setError(undefined);
    let file = "";
    try {
      for (const plan of plans) {
        file = plan.file;
        if (plan.text === undefined || done.current.has(plan.text)) continue;
        if (plans.length === 1) await open.mutateAsync(plan.text);
        else await trpc.workflow.create.mutate({ text: plan.text });
        done.current.add(plan.text);
      }
      if (plans.length > 1) toast({ text: `Imported ${plans.length} workflows.` });
      done.current.clear();
      return true;
    } catch (caught) {
      setError(`${file}: ${errorText(caught)}`);
      return false;
    } finally {
      setPending(false);
      await queries.invalidateQueries({ queryKey: ["workflows"] });
    }
  };
  const reset = (): void => {
    setError(undefined);
    done.current.clear();
  };
  return { run, reset, isPending, error };
}

function useFilesDroppedOnPage(onFiles: (files: readonly File[]) => void): void {
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const allow = (event: globalThis.DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
    };
    const drop = (event: globalThis.DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      take(files);
    };
    window.addEventListener("dragover", allow);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", allow);
      window.removeEventListener("drop", drop);
    };
  }, []);
}
