// Every shortcut on one sheet: those of commands, and those of moving through the drawing.

import { Dialog } from "../../ui/dialog.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { COMMANDS } from "../commands/all-commands.ts";
import { useDesigner } from "./designer-context.ts";
import styles from "./shortcut-sheet.module.css";

const MOVING = [
  { keys: "ArrowDown", title: "Next step of the flow" },
  { keys: "ArrowUp", title: "Previous step" },
  { keys: "ArrowRight", title: "Into the step" },
  { keys: "ArrowLeft", title: "Out to the step around" },
  { keys: "Home", title: "First step of the list" },
  { keys: "End", title: "Last step of the list" },
  { keys: "Enter", title: "Open the form" },
] as const;
const GROUPS = ["Steps", "Edit", "Wrap", "View", "Workflow"] as const;

/** Opened by "?". */
export function ShortcutSheet() {
  const { ui } = useDesigner();
  const groups = GROUPS.map((group) => ({
    group,
    rows: COMMANDS.filter((command) => command.group === group).flatMap(({ title, keys }) =>
      keys[0] === undefined ? [] : [{ title, keys: keys[0] }],
    ),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Dialog open wide onOpenChange={() => ui.setState({ dialog: undefined })} title="Keyboard shortcuts">
      <div className={styles.sheet}>
        {[{ group: "Drawing", rows: MOVING }, ...groups].map(({ group, rows }) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rows.map(({ title, keys }) => (
                <div key={title} className={styles.row}>
                  <dt>{title}</dt>
                  <dd>
                    <Kbd keys={keys} />
                    <span className="visually-hidden">{keys}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
