// Asks for the input of a run as JSON and starts it. The last input is remembered per workflow, in this browser; at first it
// is the workflow's own first sample, so that a workflow that brings inputs along runs without typing.

import type { Json } from "@ironweave/jq";
import { useMemo, useState, type FormEvent } from "react";
import { Play } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormNotice } from "../../ui/form-notice.tsx";
import { Field, TextArea } from "../../ui/text-field.tsx";
import { RunEffects } from "../effects/effects-section.tsx";
import { sampleInputs } from "../kernels/sample-inputs.ts";
import { useDesigner, useEditor } from "./designer-context.ts";
import { parseJson } from "../../json/parse-json.ts";
import styles from "./run-dialog.module.css";
import { useRememberedInput } from "./use-remembered-input.ts";

/** Opened by Mod+Enter. */
export function RunDialog() {
  const { ui, workflowId, store, backend, autosave, collaboration, onRunStarted } = useDesigner();
  const errors = useEditor((state) => state.analysis.diagnostics.filter(({ severity }) => severity === "error").length);
  const document = useEditor((state) => state.drawing.source.value);
  const samples = useMemo(() => sampleInputs(document), [document]);
  const [input, setInput] = useRememberedInput(workflowId, print(samples[0]?.input ?? {}));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const parsed = useMemo(() => parseJson(input), [input]);
  const close = () => ui.setState({ dialog: undefined });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!parsed.ok) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await autosave.flush();
      const { text } = store.getState();
      collaboration.publishes(text);
      const answer = await backend.startRun(text, parsed.value, autosave.base().revision);
      if (answer.type === "done") return onRunStarted(answer.value.runId);
      setProblem(answer.message);
    } catch {
      setProblem("The server cannot be reached, so nothing was started. Try again in a moment.");
    }
    setBusy(false);
  };
  const inputProblem = parsed.ok ? undefined : parsed.message;
  return (
    <Dialog
      open
      wide
      onOpenChange={close}
      title="Run"
      description="The text as it is now is saved as a version and started."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form="run"
            icon={<Play size={14} />}
            busy={busy}
            disabled={!parsed.ok || errors > 0}
          >
            Start run
          </Button>
        </>
      }
    >
      <form id="run" onSubmit={(event) => void submit(event)}>
        {samples.length > 0 && (
          <fieldset className={styles.samples}>
            <legend>Sample inputs</legend>
            {samples.map((sample) => (
              <button
                key={sample.name}
                type="button"
                aria-pressed={input === print(sample.input)}
                title={sample.description}
                onClick={() => setInput(print(sample.input))}
              >
                {sample.name}
              </button>
            ))}
          </fieldset>
        )}
        <Field
          label="Input (JSON)"
          error={inputProblem}
          help="Expressions read it as “.”; leave {} where the workflow needs none."
        >
          {(wiring) => (
            <TextArea
              {...wiring}
              autoFocus
              mono
              rows={12}
              value={input}
              onChange={(event) => setInput(event.target.value)}
            />
          )}
        </Field>
        <RunEffects />
        {errors > 0 && problem === undefined && (
          <FormNotice tone="warning">
            The workflow has {errors === 1 ? "an error; mend it first" : `${errors} errors; mend them first`}.
          </FormNotice>
        )}
        {problem !== undefined && <FormNotice tone="problem">{problem}</FormNotice>}
      </form>
    </Dialog>
  );
}

function print(value: Json): string {
  return JSON.stringify(value, null, 2);
}
