// The versions of the workflow: who, when, why. Any of them can be taken back as the draft (undoable), and any two of them, the
// draft among them, can be compared.

import { useEffect, useState } from "react";
import { Badge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { EmptyState, ErrorState, LoadingRows } from "../../ui/state-panel.tsx";
import type { VersionInfo } from "../backend/editor-backend.ts";
import { CompareVersions } from "./compare-versions.tsx";
import { useDesigner } from "./designer-context.ts";
import styles from "./versions-dialog.module.css";

/** Opened from the toolbar. */
export function VersionsDialog() {
  const { ui, backend, store, notify } = useDesigner();
  const [versions, setVersions] = useState<readonly VersionInfo[] | "failed">();
  const [compared, setCompared] = useState<string>();
  const close = () => ui.setState({ dialog: undefined });
  useEffect(() => {
    let gone = false;
    backend.versions().then(
      (found) => gone || setVersions(found),
      () => gone || setVersions("failed"),
    );
    return () => {
      gone = true;
    };
  }, [backend]);
  const restore = async (version: VersionInfo) => {
    try {
      const text = await backend.versionText(version.id);
      // The draft may be that version already; then there is nothing to take back.
      const changes = text !== store.getState().text;
      if (changes) store.replaceText(text, `Restore version ${version.number}`);
      notify(`The draft is version ${version.number} again`, { undo: changes });
      close();
    } catch {
      notify("The version could not be read.", { danger: true });
    }
  };
  if (compared !== undefined && versions !== undefined && versions !== "failed") {
    return (
      <Dialog
        open
        full
        onOpenChange={close}
        title="Compare versions"
        actions={<Button onClick={() => setCompared(undefined)}>All versions</Button>}
      >
        <CompareVersions versions={versions} from={compared} />
      </Dialog>
    );
  }
  return (
    <Dialog open wide onOpenChange={close} title="Versions">
      {versions === undefined && <LoadingRows rows={3} label="Loading versions" />}
      {versions === "failed" && (
        <ErrorState title="The versions could not be read">Close this and try again.</ErrorState>
      )}
      {versions !== undefined && versions !== "failed" && versions.length === 0 && (
        <EmptyState title="No version yet">
          Save a version to keep this text for good, and to run it by number.
        </EmptyState>
      )}
      {versions !== undefined && versions !== "failed" && (
        <ol className={styles.list}>
          {versions.map((version) => (
            <li key={version.id} className={styles.version}>
              <Badge tone="accent">v{version.number}</Badge>
              <span className={styles.note}>{version.note ?? "No note"}</span>
              <span className={styles.when}>
                {version.author} <RelativeTime at={version.createdAt} />
              </span>
              <Button size="sm" onClick={() => setCompared(version.id)}>
                Compare
              </Button>
              <Button size="sm" onClick={() => void restore(version)}>
                Restore
              </Button>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
