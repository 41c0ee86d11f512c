// The command palette: every command that can be run now.

import { Badge } from "../../ui/badge.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { COMMANDS } from "../commands/all-commands.ts";
import { useDesigner } from "./designer-context.ts";
import { SearchDialog } from "./search-dialog.tsx";

/** Opened by Mod+K. */
export function CommandDialog() {
  const designer = useDesigner();
  return (
    <SearchDialog
      title="Commands"
      placeholder="What would you like to do?"
      items={COMMANDS.filter((command) => command.id !== "open-commands" && command.when(designer))}
      keyOf={(command) => command.id}
      textOf={(command) => `${command.title} ${command.group}`}
      row={(command) => (
        <>
          <span>{command.title}</span>
          <Badge>{command.group}</Badge>
          <span>{command.keys[0] !== undefined && <Kbd keys={command.keys[0]} />}</span>
        </>
      )}
      onChoose={designer.execute}
      onClose={() => designer.ui.setState({ dialog: undefined })}
    />
  );
}
