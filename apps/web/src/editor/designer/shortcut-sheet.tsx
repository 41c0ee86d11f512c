// Every shortcut on one sheet: those of commands, and those of moving through the drawing.

import { Dialog } from "../../ui/dialog.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { COMMANDS } from "../commands/all-commands.ts";
import { useDesigner, useDesignerUi } from "./designer-context.ts";
import styles from "./shortcut-sheet.module.css";

const MOVING = [
  { keys: "ArrowDown", title: "Next step of the flow" },
  { keys: "ArrowUp", title: "Previous step" },
  { keys: "ArrowRight", title: "Into the step" },
  { keys: "ArrowLeft", title: "Out to the step around" },
  { keys: "Home", title: "First step of the list" },
  { keys: "End", title: "Last step of the list" },
  { keys: "Shift+ArrowDown", title: "Take the next step too" },
  { keys: "Mod+ArrowDown", title: "Walk without selecting" },
  { keys: "Space", title: "Take or leave the step" },
  { keys: "Enter", title: "Open the form" },
] as const;
const GROUPS = ["Steps", "Edit", "Wrap", "Try out", "View", "Workflow"] as const;

/** Opened by "?". */
export function ShortcutSheet() {
  const { ui } = useDesigner();
  const singleKeys = useDesignerUi((state) => state.singleKeys);
  const groups = GROUPS.map((group) => ({
    group,
    rows: COMMANDS.filter((command) => command.group === group).flatMap(({ title, keys }) =>
      keys[0] === undefined || (!singleKeys && keys[0].length === 1) ? [] : [{ title, keys: keys[0] }],
    ),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Dialog open wide onOpenChange={() => ui.setState({ dialog: undefined })} title="Keyboard shortcuts">
      <label className={styles.setting}>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={({ currentTarget }) => ui.setState({ singleKeys: currentTarget.checked })}
        />
        Single keys such as C, F, / and ? are shortcuts
      </label>
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
