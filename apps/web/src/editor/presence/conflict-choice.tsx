// One conflict of a merge: both sides beside each other, and how it ends. Radio buttons, so that arrows choose and Tab goes on.

import { useId, useState } from "react";
import { TextArea } from "../../ui/text-field.tsx";
import { diffLines, linesOf } from "../merge/diff-lines.ts";
import { chosenText, type Choice, type MergeChunk } from "../merge/merge-texts.ts";
import styles from "./merge-dialog.module.css";

/** `place` says where in the workflow it is. */
export interface ConflictChoiceProps {
  readonly chunk: MergeChunk;
  readonly title: string;
  readonly short: string;
  readonly choice: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
}

const SIDES = ["mine", "theirs"] as const;

/** A group of four ways to end it. */
export function ConflictChoice({ chunk, title, short, choice, onChoose }: ConflictChoiceProps) {
  const name = useId();
  const [written, setWritten] = useState(() => chosenText(chunk, "both"));
  const byHand = typeof choice === "object";
  const radio = (value: Choice, checked: boolean, label: string) => (
    <label className={styles.option}>
      <input type="radio" name={name} checked={checked} onChange={() => onChoose(value)} />
      {label}
    </label>
  );
  return (
    <fieldset className={styles.conflict}>
      <legend>{title}</legend>
      <div className={styles.sides}>
        {SIDES.map((side) => (
          <div key={side} className={styles.side} data-chosen={choice === side || undefined}>
            {radio(side, choice === side, side === "mine" ? "Mine" : short)}
            <SideText base={chunk.base} text={chunk[side]} label={side === "mine" ? "My lines" : `${short} lines`} />
          </div>
        ))}
      </div>
      <div className={styles.others}>
        {radio("both", choice === "both", "Both, mine first")}
        {radio({ text: written }, byHand, "Write it by hand")}
      </div>
      {byHand && (
        <TextArea
          mono
          aria-label={`Text for ${title}`}
          rows={Math.min(14, Math.max(4, written.split("\n").length))}
          value={written}
          onChange={({ currentTarget: { value } }) => {
            setWritten(value);
            onChoose({ text: value });
          }}
        />
      )}
      <details className={styles.before}>
        <summary>What both began with</summary>
        <SideText base={chunk.base} text={chunk.base} label="The lines before" />
      </details>
    </fieldset>
  );
}

/** The lines of a side; those that are not in the base are marked by a sign and a ground. */
function SideText({ base, text, label }: { readonly base: string; readonly text: string; readonly label: string }) {
  const lines = linesOf(text);
  const fresh = new Set<number>();
  for (const { afterStart, afterEnd } of diffLines(linesOf(base), lines))
    for (let at = afterStart; at < afterEnd; at++) fresh.add(at);
  if (lines.length === 0) return <p className={styles.nothing}>{base === "" ? "Nothing here" : "Removed"}</p>;
  return (
    // Scrolled by keyboard where it is wide.
    <pre className={styles.text} tabIndex={0} role="group" aria-label={label}>
      {lines.map((line, at) => (
        <span key={at} data-fresh={fresh.has(at) || undefined}>
          {line.replace(/\r?\n$/u, "") || " "}
        </span>
      ))}
    </pre>
  );
}
