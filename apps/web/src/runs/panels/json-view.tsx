// A JSON value as a tree that unfolds, for values of any size: children are rendered when opened, long lists in pages.
// Text is shown as text only; nothing here interprets it.

import { useState } from "react";
import type { Json } from "@ironweave/jq";
import { CopyButton } from "./copy-button.tsx";
import styles from "./json-view.module.css";

const PAGE = 100;
const MAX_TEXT = 2_000;
/** What is deeper starts folded, unless it is only a few lines. */
const SMALL = 6;
const MAX_SMALL_DEPTH = 5;

/** `label` names the value for screen readers and for the copy button. */
export interface JsonViewProps {
  readonly value: Json | undefined;
  readonly label: string;
  /** What stands where there is no value. @default "None yet" */
  readonly none?: string;
}

/** The value with a copy button; "none" where there is no value. */
export function JsonView({ value, label, none = "None yet" }: JsonViewProps) {
  if (value === undefined) return <p className={styles.none}>{none}</p>;
  return (
    <div className={styles.frame}>
      <div className={styles.copy}>
        <CopyButton label={`Copy ${label}`} text={() => JSON.stringify(value, null, 2)} />
      </div>
      <div className={styles.tree} role="group" aria-label={label}>
        <Entry value={value} depth={0} />
      </div>
    </div>
  );
}

interface EntryProps {
  readonly name?: string;
  readonly value: Json;
  readonly depth: number;
}

function Entry({ name, value, depth }: EntryProps) {
  const key = name === undefined ? null : <span className={styles.key}>{name}: </span>;
  if (value === null || typeof value !== "object") {
    return (
      <div className={styles.line}>
        {key}
        <Scalar value={value} />
      </div>
    );
  }
  return <Branch label={key} value={value} depth={depth} />;
}

function Branch({
  label,
  value,
  depth,
}: {
  readonly label: React.ReactNode;
  readonly value: Json;
  readonly depth: number;
}) {
  const entries = Array.isArray(value)
    ? value.map((item: Json, i) => [String(i), item] as const)
    : Object.entries(value ?? {});
  const [open, setOpen] = useState(depth < 2 ? entries.length <= PAGE : depth < MAX_SMALL_DEPTH && isSmall(value));
  const [shown, setShown] = useState(PAGE);
  const [before, after] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    return (
      <div className={styles.line}>
        {label}
        {before}
        {after}
      </div>
    );
  }
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.summary}>
        {label}
        {before}
        {!open && (
          <span className={styles.count}>
            {entries.length} {Array.isArray(value) ? "items" : "keys"}
          </span>
        )}
        {!open && after}
      </summary>
      {open && (
        <div className={styles.children}>
          {entries.slice(0, shown).map(([name, child]) => (
            <Entry key={name} name={name} value={child} depth={depth + 1} />
          ))}
          {entries.length > shown && (
            <button type="button" className={styles.more} onClick={() => setShown(shown + PAGE)}>
              {entries.length - shown} more
            </button>
          )}
        </div>
      )}
      {open && <div className={styles.line}>{after}</div>}
    </details>
  );
}

/** True for a value with few entries and nothing nested in them. */
function isSmall(value: Json): boolean {
  const children: readonly Json[] = value === null || typeof value !== "object" ? [] : Object.values(value);
  return children.length <= SMALL && children.every((child) => child === null || typeof child !== "object");
}

function Scalar({ value }: { readonly value: null | boolean | number | string }) {
  const [whole, setWhole] = useState(false);
  if (typeof value !== "string") return <span className={styles.literal}>{String(value)}</span>;
  const cut = !whole && value.length > MAX_TEXT;
  return (
    <span className={styles.text}>
      {JSON.stringify(cut ? value.slice(0, MAX_TEXT) : value)}
      {cut && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          {value.length - MAX_TEXT} more characters
        </button>
      )}
    </span>
  );
}
