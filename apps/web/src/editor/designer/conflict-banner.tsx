// The draft was saved elsewhere meanwhile: the user decides, and neither text is lost (taking theirs can be undone).

import { GitMerge } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import styles from "./conflict-banner.module.css";
import { useDesigner, useEditor } from "./designer-context.ts";

/** Nothing unless saving met a conflict. */
export function ConflictBanner() {
  const { autosave } = useDesigner();
  const conflict = useEditor((state) => state.save.type === "conflict");
  if (!conflict) return null;
  return (
    <div className={styles.banner} role="alert">
      <GitMerge size={15} aria-hidden="true" />
      <p>
        <strong>This workflow was changed elsewhere.</strong> Your text is kept here and is not saved until you choose.
        Taking the other text can be undone.
      </p>
      <Button size="sm" onClick={() => autosave.resolve("theirs")}>
        Take the other
      </Button>
      <Button size="sm" look="primary" onClick={() => autosave.resolve("mine")}>
        Keep mine
      </Button>
    </div>
  );
}
