"use client";
// Imports a YAML or JSON file as a new workflow. The text is kept as it is; its mistakes are shown in the designer.

import { useRef, type ChangeEvent, type ReactNode } from "react";
import { LIMITS } from "../../server/limits.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toaster.tsx";
import { errorText } from "../_shell/error-text.ts";
import { useCreateWorkflow } from "./use-create-workflow.ts";

/** Opens the system's file chooser. */
export function ImportButton({ icon }: { readonly icon: ReactNode }) {
  const chooser = useRef<HTMLInputElement>(null);
  const create = useCreateWorkflow();
  const toast = useToast();
  const onChange = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (file === undefined) return;
    if (file.size > LIMITS.definitionBytes) {
      toast({
        text: `${file.name} is larger than ${LIMITS.definitionBytes / 1024} KB and was not imported.`,
        tone: "danger",
      });
      return;
    }
    create.mutate(await file.text(), {
      onError: (error) => toast({ text: `${file.name}: ${errorText(error)}`, tone: "danger" }),
    });
  };
  return (
    <>
      <Button icon={icon} busy={create.isPending} onClick={() => chooser.current?.click()}>
        Import
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".yaml,.yml,.json"
        hidden
        aria-label="Workflow file"
        onChange={(event) => void onChange(event)}
      />
    </>
  );
}
