// Another text of the same person meets theirs: saved in another window, or left in this browser by one that is gone. Neither is
// lost: nothing is saved until the two are merged, and the merge can be undone.

import { GitMerge } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import styles from "./conflict-banner.module.css";
import { useDesigner, useEditor } from "./designer-context.ts";

/** Nothing unless saving met a conflict. */
export function ConflictBanner() {
  const { ui } = useDesigner();
  const from = useEditor(({ save }) => (save.type === "conflict" ? save.from : undefined));
  if (from === undefined) return null;
  return (
    <div className={styles.banner} role="alert">
      <GitMerge size={15} aria-hidden="true" />
      <p>
        <strong>
          {from === "window"
            ? "You have changed the same lines in another window."
            : "This browser has kept changes of yours in the same lines."}
        </strong>{" "}
        Both texts are kept; nothing is saved until you merge them.
      </p>
      <Button size="sm" onClick={() => ui.setState({ dialog: "differences" })}>
        Show differences
      </Button>
      <Button size="sm" look="primary" onClick={() => ui.setState({ dialog: "merge" })}>
        Merge…
      </Button>
    </div>
  );
}
