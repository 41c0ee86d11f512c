// Saves the text as an immutable version, with a note. A text with errors is refused by the server, and the reason shown; one
// that does not come from the newest version is merged with it first.

import { useState, type FormEvent } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormNotice } from "../../ui/form-notice.tsx";
import { Field, TextArea } from "../../ui/text-field.tsx";
import { VersionEffects } from "../effects/effects-section.tsx";
import { useDesigner, useEditor } from "./designer-context.ts";
import { useRefusedField } from "./use-refused-field.ts";
import styles from "./save-version-dialog.module.css";

/** Opened by Mod+S. */
export function SaveVersionDialog() {
  const { ui, store, backend, autosave, collaboration, notify } = useDesigner();
  const errors = useEditor((state) => state.analysis.diagnostics.filter(({ severity }) => severity === "error").length);
  const { refused } = useRefusedField();
  const [note, setNote] = useState(() => ui.getState().versionNote ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const close = () => ui.setState({ dialog: undefined, versionNote: undefined });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      // What is typed in a form belongs to the version.
      await autosave.flush();
      const { text } = store.getState();
      collaboration.publishes(text);
      const answer = await backend.saveVersion(text, note.trim(), autosave.base().revision);
      if (answer.type === "refused") setProblem(answer.message);
      else if (answer.type === "moved") {
        await collaboration.refresh();
        ui.setState({ dialog: "merge", versionNote: note });
      } else {
        const { number, created, headRevision } = answer.value;
        autosave.published({ revision: headRevision, text });
        notify(created ? `Saved as version ${number}` : `Version ${number} already has this text`);
        close();
      }
    } catch {
      setProblem("The server cannot be reached. Your text is kept; try again in a moment.");
    }
    setBusy(false);
  };
  return (
    <Dialog
      open
      wide
      onOpenChange={close}
      title="Save a version"
      description="A version never changes again; runs keep the version they were started with."
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" type="submit" form="save-version" busy={busy}>
            Save version
          </Button>
        </>
      }
    >
      <form id="save-version" className={styles.form} onSubmit={(event) => void submit(event)}>
        {errors > 0 && problem === undefined && (
          <FormNotice tone="warning">
            The text has {errors === 1 ? "an error; mend it first" : `${errors} errors; mend them first`}.
          </FormNotice>
        )}
        {refused !== undefined && (
          <FormNotice tone="warning">
            A field of {refused.owner} has a mistake: what is typed there is no part of this version.
          </FormNotice>
        )}
        <Field label="Note" help="What changed, and why (optional).">
          {(wiring) => (
            <TextArea
              {...wiring}
              autoFocus
              rows={3}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <VersionEffects />
        {/* Where the eyes are after the press: above the buttons. */}
        {problem !== undefined && <FormNotice tone="problem">{problem}</FormNotice>}
      </form>
    </Dialog>
  );
}
