// A whole workflow was dropped or pasted on the drawing of another one: what to do with it, and what each way leaves out.

import { useState, type ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useDesigner, useDesignerUi } from "./designer-context.ts";
import styles from "./dropped-dialog.module.css";

type Way = "new" | "insert" | "replace";

const WORDS = { new: "Import…", insert: "Insert", replace: "Take it" } as const;

/** Nothing has changed while it is open. */
export function DroppedDialog() {
  const { ui, importWorkflow } = useDesigner();
  const dropped = useDesignerUi((state) => state.dropped);
  const [chosen, setWay] = useState<Way>();
  if (dropped === undefined) return null;
  const { file, name, text, steps, beside, insert, replace } = dropped;
  const way = chosen ?? (replace === undefined ? "new" : "replace");
  const close = () => ui.setState({ dialog: undefined, dropped: undefined });
  const act = () => {
    close();
    if (way === "new") importWorkflow({ name: file, text });
    else if (way === "insert") insert();
    else replace?.();
  };
  const count = steps.length === 1 ? "its step" : `its ${steps.length} steps`;
  return (
    <Dialog
      open
      onOpenChange={close}
      title={name === "" ? "A whole workflow" : `A whole workflow: ${name}`}
      description={`${file} is a workflow of its own, not just steps.`}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button look="primary" onClick={act}>
            {WORDS[way]}
          </Button>
        </>
      }
    >
      <fieldset className={styles.ways}>
        <legend>What to do with it</legend>
        {replace !== undefined && (
          <Choice title="Take it as this workflow" checked={way === "replace"} onChoose={() => setWay("replace")}>
            <span>This workflow has no steps yet; its text becomes all of {file}. You can undo it.</span>
          </Choice>
        )}
        <Choice title="Import as a new workflow" checked={way === "new"} onChoose={() => setWay("new")}>
          <span>All of it, as it is written. This workflow stays as it is.</span>
        </Choice>
        {steps.length > 0 && (
          <Choice title={`Insert ${count} here`} checked={way === "insert"} onChoose={() => setWay("insert")}>
            <span>{steps.slice(0, 8).join(", ") + (steps.length > 8 ? ", …" : "")}</span>
            <span>Left out of this workflow: its {beside.join(", ")}.</span>
          </Choice>
        )}
      </fieldset>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly title: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

function Choice({ title, checked, onChoose, children }: ChoiceProps) {
  return (
    <label className={styles.way}>
      <input type="radio" name="way" checked={checked} onChange={onChoose} aria-label={title} />
      <span>
        <strong>{title}</strong>
        {children}
      </span>
    </label>
  );
}
