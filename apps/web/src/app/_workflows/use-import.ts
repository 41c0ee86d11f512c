"use client";
// The state of an import: the files taken so far, and creating what was decided. Shared by the list of workflows and the designer.

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { LIMITS } from "../../server/limits.ts";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { useToast } from "../../ui/toaster.tsx";
import { errorText } from "../_shell/error-text.ts";
import type { GivenFile } from "./plan-import.ts";
import type { ResolvedImport } from "./resolve-import.ts";

/** Files that are too large are told and not taken. */
export function useImport() {
  const toast = useToast();
  const creation = useCreateAll();
  const [isOpen, setOpen] = useState(false);
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  return {
    isOpen,
    files,
    setFiles,
    isPending: creation.isPending,
    error: creation.error,
    open: () => setOpen(true),
    close() {
      setOpen(false);
      setFiles([]);
    },
    show(given: readonly GivenFile[]) {
      creation.reset();
      setFiles(given);
      setOpen(true);
    },
    async read(chosen: readonly File[]): Promise<readonly GivenFile[]> {
      const large = chosen.find((file) => file.size > LIMITS.definitionBytes);
      if (large !== undefined) {
        const text = `${large.name} is larger than ${LIMITS.definitionBytes / 1024} KB and was not imported.`;
        toast({ text, tone: "danger" });
        return [];
      }
      return Promise.all(chosen.map(async (file) => ({ name: file.name, text: await file.text() })));
    },
    async create(resolved: readonly ResolvedImport[]) {
      if (!(await creation.run(resolved))) return;
      setOpen(false);
      setFiles([]);
    },
  };
}

/** Creates one after the other; the first that fails stops it, and what is created stays. One alone is opened. */
function useCreateAll() {
  const trpc = useTrpc();
  const router = useRouter();
  const queries = useQueryClient();
  const toast = useToast();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const done = useRef(new Map<string, string>());
  const save = async ({ text, as, owner, plan }: ResolvedImport): Promise<string> => {
    if (text === undefined) throw new Error("nothing to create");
    if (as === "workflow" || owner === undefined) return (await trpc.workflow.create.mutate({ text })).id;
    const { revision } = await trpc.workflow.head.query({ id: owner.id });
    const note = `Imported from ${plan.file}`;
    await trpc.workflow.saveVersion.mutate({ id: owner.id, text, note, baseRevision: revision });
    return owner.id;
  };
  const run = async (resolved: readonly ResolvedImport[]): Promise<boolean> => {
    setPending(true);
    setError(undefined);
    let file = "";
    try {
      const made = resolved.filter(({ text }) => text !== undefined);
      let id: string | undefined;
      for (const one of made) {
        file = one.plan.file;
        id = done.current.get(one.text ?? "") ?? (await save(one));
        done.current.set(one.text ?? "", id);
      }
      if (made.length === 1 && id !== undefined) router.push(`/workflows/${id}`);
      else toast({ text: `Imported ${made.length} workflows.` });
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
