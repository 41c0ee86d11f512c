"use client";
// The import dialog; what it would create is only counted.

import { useState } from "react";
import { ImportDialog } from "../../_workflows/import-dialog.tsx";
import type { GivenFile } from "../../_workflows/plan-import.ts";

/** Always open. */
export function ImportStory() {
  const [files, setFiles] = useState<readonly GivenFile[]>([]);
  const [created, setCreated] = useState(0);
  return (
    <main>
      <p>{created} created</p>
      <ImportDialog
        open
        onOpenChange={() => setFiles([])}
        files={files}
        onFiles={setFiles}
        onChoose={() => {}}
        onDrop={(event) => event.preventDefault()}
        onCreate={(plans) => setCreated(plans.length)}
        busy={false}
        error={undefined}
      />
    </main>
  );
}
