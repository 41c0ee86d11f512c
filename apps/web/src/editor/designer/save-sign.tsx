// Whether the draft is safe: in words and with an icon, announced politely.

import { Check, CloudOff, CloudUpload, GitMerge, TriangleAlert } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import type { SaveState } from "../store/editor-state.ts";
import { useDesigner, useEditor } from "./designer-context.ts";
import { focusForm } from "./focus-form.ts";
import { useRefusedField, type RefusedField } from "./use-refused-field.ts";
import styles from "./save-sign.module.css";

const LOOKS: { readonly [T in SaveState["type"]]: { readonly words: string; readonly tone: string } } = {
  saved: { words: "Saved", tone: "quiet" },
  unsaved: { words: "Saving…", tone: "quiet" },
  saving: { words: "Saving…", tone: "quiet" },
  offline: { words: "Offline: kept in this browser", tone: "warn" },
  refused: { words: "Not saved", tone: "danger" },
  conflict: { words: "Changed elsewhere", tone: "warn" },
};

const TYPING = { words: "Saving…", tone: "quiet" };

/** The state of the draft. What is typed in the form and not in the text yet is not saved either. */
export function SaveSign() {
  const save = useEditor((state) => state.save);
  const { waiting, refused } = useRefusedField();
  const typed = save.type === "saved" && waiting;
  const { words, tone } = typed ? wordsOf(refused) : LOOKS[save.type];
  return (
    <div className={styles.signs}>
      <span
        className={`${styles.sign} ${styles[tone] ?? ""}`}
        role="status"
        title={save.type === "refused" ? save.message : undefined}
      >
        <Sign type={typed ? "unsaved" : save.type} />
        <span className={styles.words}>{save.type === "refused" ? `${words}: ${save.message}` : words}</span>
      </span>
      {typed && refused !== undefined && <ShowField field={refused} />}
    </div>
  );
}

function wordsOf(refused: RefusedField | undefined): { readonly words: string; readonly tone: string } {
  return refused === undefined
    ? TYPING
    : { words: `Not saved: a field of ${refused.owner} has a mistake`, tone: "warn" };
}

/** The way to a field whose form may not be shown: without it, nobody finds what is not saved. */
function ShowField({ field }: { readonly field: RefusedField }) {
  const { store, ui } = useDesigner();
  const show = () => {
    ui.setState({ inspector: true });
    store.select(field.task === "" ? [] : [field.task], "form");
    focusForm();
  };
  return (
    <Button size="sm" look="ghost" onClick={show}>
      Show the field
    </Button>
  );
}

function Sign({ type }: { readonly type: SaveState["type"] }) {
  switch (type) {
    case "saved":
      return <Check size={13} aria-hidden="true" />;
    case "saving":
      return <Spinner size={13} />;
    case "unsaved":
      return <CloudUpload size={13} aria-hidden="true" />;
    case "offline":
      return <CloudOff size={13} aria-hidden="true" />;
    case "refused":
      return <TriangleAlert size={13} aria-hidden="true" />;
    case "conflict":
      return <GitMerge size={13} aria-hidden="true" />;
  }
}
