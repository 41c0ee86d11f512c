// Which two texts to compare, and their comparison. Texts of versions are read when they are chosen.

import { useEffect, useState } from "react";
import { ErrorState, LoadingRows } from "../../ui/state-panel.tsx";
import type { VersionInfo } from "../backend/editor-backend.ts";
import { useDesigner } from "./designer-context.ts";
import styles from "./versions-dialog.module.css";
import { VersionComparison, type ComparedText } from "./version-comparison.tsx";

/** Stands for the draft among the ids of versions. */
const DRAFT = "draft";

/** `from` is the id of the version first shown at the left; the draft stands at the right. */
export function CompareVersions({
  versions,
  from,
}: {
  readonly versions: readonly VersionInfo[];
  readonly from: string;
}) {
  const [sides, setSides] = useState({ before: from, after: DRAFT });
  const before = useText(versions, sides.before);
  const after = useText(versions, sides.after);
  return (
    <div className={styles.compare}>
      <div className={styles.sides}>
        {(["before", "after"] as const).map((side) => (
          <label key={side} className={styles.side}>
            {side === "before" ? "From" : "To"}
            <select
              value={sides[side]}
              onChange={({ currentTarget }) => setSides({ ...sides, [side]: currentTarget.value })}
            >
              <option value={DRAFT}>{titleOf(undefined)}</option>
              {versions.map((version) => (
                <option key={version.id} value={version.id}>
                  {titleOf(version)}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      {(before === "failed" || after === "failed") && (
        <ErrorState title="The version could not be read">Choose it again, or another one.</ErrorState>
      )}
      {(before === undefined || after === undefined) && <LoadingRows rows={3} label="Loading the versions" />}
      {typeof before === "object" && typeof after === "object" && (
        <div className={styles.compared}>
          <VersionComparison before={before} after={after} />
        </div>
      )}
    </div>
  );
}

function titleOf(version: VersionInfo | undefined): string {
  if (version === undefined) return "Draft";
  const note = version.note === undefined ? "" : `: ${version.note}`;
  return `Version ${version.number}${note}`;
}

/** The text of a version or of the draft; undefined while it is read. */
function useText(versions: readonly VersionInfo[], id: string): ComparedText | "failed" | undefined {
  const { backend, store } = useDesigner();
  const [read, setRead] = useState<{ readonly id: string; readonly result: ComparedText | "failed" }>();
  useEffect(() => {
    let gone = false;
    const title = titleOf(versions.find((version) => version.id === id));
    const text = id === DRAFT ? Promise.resolve(store.getState().text) : backend.versionText(id);
    text.then(
      (found) => gone || setRead({ id, result: { title, text: found } }),
      () => gone || setRead({ id, result: "failed" }),
    );
    return () => {
      gone = true;
    };
  }, [backend, store, versions, id]);
  return read?.id === id ? read.result : undefined;
}
