// The dialogs of the designer; each is mounted only while it is open.

import { DifferencesDialog } from "../presence/differences-dialog.tsx";
import { MergeDialog } from "../presence/merge-dialog.tsx";
import { CommandDialog } from "./command-dialog.tsx";
import { useDesignerUi } from "./designer-context.ts";
import { DroppedDialog } from "./dropped-dialog.tsx";
import { FindDialog } from "./find-dialog.tsx";
import { QuestionDialog } from "./question-dialog.tsx";
import { RunDialog } from "./run-dialog.tsx";
import { SaveVersionDialog } from "./save-version-dialog.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { VersionsDialog } from "./versions-dialog.tsx";

/** The open dialog, if any. */
export function DesignerDialogs() {
  const dialog = useDesignerUi((state) => state.dialog);
  switch (dialog) {
    case undefined:
      return null;
    case "run":
      return <RunDialog />;
    case "save-version":
      return <SaveVersionDialog />;
    case "versions":
      return <VersionsDialog />;
    case "commands":
      return <CommandDialog />;
    case "shortcuts":
      return <ShortcutSheet />;
    case "merge":
      return <MergeDialog />;
    case "differences":
      return <DifferencesDialog />;
    case "find":
      return <FindDialog />;
    case "question":
      return <QuestionDialog />;
    case "dropped":
      return <DroppedDialog />;
  }
}
