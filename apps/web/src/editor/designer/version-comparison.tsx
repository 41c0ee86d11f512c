// A version beside the draft: which steps differ (sign, word and colour), both drawings, and both texts.

import { diffDocuments, diffToSvg, parseSource, type TaskDifference } from "@ironweave/schema";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Badge } from "../../ui/badge.tsx";
import { LoadingRows } from "../../ui/state-panel.tsx";
import { useDarkScheme } from "../../ui/use-dark-scheme.ts";
import styles from "./versions-dialog.module.css";

const DiffView = lazy(async () => ({ default: (await import("../text/diff-view.tsx")).DiffView }));

const WORDS = { added: "+ added", removed: "− removed", changed: "~ changed", same: "" } as const;

/** `before` is the version's text, `after` the draft's. */
export function VersionComparison({ before, after }: { readonly before: string; readonly after: string }) {
  const dark = useDarkScheme();
  const [old, fresh] = useMemo(() => [parseSource(before).value, parseSource(after).value], [before, after]);
  const { tasks, parts } = useMemo(() => diffDocuments(old, fresh), [old, fresh]);
  const differing = tasks.filter(({ change }) => change !== "same");
  return (
    <div className={styles.comparison}>
      {differing.length + parts.length === 0 && <p>No step differs.</p>}
      <ul aria-label="What differs" className={styles.differences}>
        {parts.map((part) => (
          <li key={part}>
            <Badge>~ changed</Badge> {part === "" ? "the document" : part}
          </li>
        ))}
        {differing.map((task) => (
          <li key={`${task.before} ${task.after}`}>
            <Badge>{WORDS[task.change]}</Badge> {task.name} {fieldsOf(task)}
          </li>
        ))}
      </ul>
      <Drawings svg={useMemo(() => diffToSvg(old, fresh), [old, fresh])} dark={dark} />
      <div className={styles.texts}>
        <Suspense fallback={<LoadingRows rows={3} label="Loading the texts" />}>
          <DiffView before={before} after={after} dark={dark} />
        </Suspense>
      </div>
    </div>
  );
}

function fieldsOf({ fields }: TaskDifference): string {
  return fields.some((field) => field !== "") ? `(${fields.join(", ")})` : "";
}

/** As an image, so that nothing of a document can become a part of the page. */
function Drawings({ svg, dark }: { readonly svg: string; readonly dark: boolean }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const themed = svg.replaceAll("(prefers-color-scheme:dark)", dark ? " all" : " not all");
    const made = URL.createObjectURL(new Blob([themed], { type: "image/svg+xml" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [svg, dark]);
  return (
    <div className={styles.drawings}>
      {address !== undefined && <img src={address} alt="The version and the draft, drawn side by side" />}
    </div>
  );
}
