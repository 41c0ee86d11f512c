"use client";
// Imports workflows: one document of our own language at once, everything else after a look at what it becomes.
// Texts are kept as they are; their mistakes are shown in the designer.

import { useEffect, useEffectEvent, useRef, type ReactNode } from "react";
import { isDirektivWorkflow } from "@ironweave/schema";
import { apiErrorCode } from "../../trpc/trpc-error.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toaster.tsx";
import { errorText } from "../_shell/error-text.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { useCreateWorkflow } from "./use-create-workflow.ts";
import { useImport } from "./use-import.ts";

/** Opens the import dialog; files dropped anywhere on the page open it too. */
export function ImportButton({ icon }: { readonly icon: ReactNode }) {
  const chooser = useRef<HTMLInputElement>(null);
  const create = useCreateWorkflow();
  const toast = useToast();
  const importing = useImport();
  const take = async (chosen: readonly File[]) => {
    const given = await importing.read(chosen);
    const [only] = given;
    if (only === undefined) return;
    if (given.length > 1 || importing.isOpen || isDirektivWorkflow(only.text)) return importing.show(given);
    create.mutate(only.text, {
      onError: (error) =>
        apiErrorCode(error) === "name_taken"
          ? importing.show(given)
          : toast({ text: `${only.name}: ${errorText(error)}`, tone: "danger" }),
    });
    return undefined;
  };
  useFilesDroppedOnPage((dropped) => void take(dropped));
  return (
    <>
      <Button icon={icon} busy={create.isPending} onClick={() => importing.open()}>
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
        open={importing.isOpen}
        onOpenChange={(next) => (next ? importing.open() : importing.close())}
        files={importing.files}
        onFiles={importing.setFiles}
        onChoose={() => chooser.current?.click()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void take([...event.dataTransfer.files]);
        }}
        onCreate={(resolved) => void importing.create(resolved)}
        busy={importing.isPending}
        error={importing.error}
      />
    </>
  );
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
