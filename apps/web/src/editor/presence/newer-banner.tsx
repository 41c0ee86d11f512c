// Somebody has saved a version that this text does not come from. Nothing is blocked and nothing changes by itself: the person
// looks at it, takes it in, or puts it off; saving a version asks again.

import { UserPen, X } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import styles from "../designer/conflict-banner.module.css";
import { useCollaboration, useDesigner, useEditor } from "../designer/designer-context.ts";
import { headWords } from "./merge-words.ts";

/** Nothing while the text comes from the newest common text, or where that was put off. */
export function NewerBanner() {
  const { ui, store, autosave, collaboration, drafts, notify } = useDesigner();
  const newer = useCollaboration(({ newer: head, postponed }) => (head?.revision === postponed ? undefined : head));
  const changed = useEditor(({ text }) => text !== autosave.base().text);
  const inConflict = useEditor(({ save }) => save.type === "conflict");
  if (newer === undefined || inConflict) return null;
  const take = () => {
    // A text that was typed into a form just now is a change as well.
    drafts.flush();
    if (store.getState().text !== autosave.base().text) return ui.setState({ dialog: "merge" });
    autosave.merge(newer, newer.text);
    notify(`Your text is ${headWords(newer)}`, { undo: true });
  };
  return (
    <div className={styles.banner} data-tone="info" role="status">
      <UserPen size={15} aria-hidden="true" />
      <p>
        <strong>
          {newer.author ?? "Somebody"} saved {headWords(newer)}.
        </strong>{" "}
        {changed ? "Your own changes are kept; merge the two when it suits you." : "You have changed nothing yet."}
      </p>
      <Button size="sm" onClick={() => ui.setState({ dialog: "differences" })}>
        Show differences
      </Button>
      <Button size="sm" look="primary" onClick={take}>
        {changed ? "Merge…" : "Update"}
      </Button>
      <IconButton size="sm" label="Later" onClick={() => collaboration.postpone()}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
