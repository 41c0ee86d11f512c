// The shape of the designer while the workflow is read.

import { LoadingRows } from "../../ui/state-panel.tsx";

/** Announced as loading. */
export function DesignerSkeleton() {
  return (
    <div style={{ padding: "var(--space-4)", maxWidth: "40rem", margin: "0 auto" }}>
      <LoadingRows rows={6} label="Opening the workflow" />
    </div>
  );
}
