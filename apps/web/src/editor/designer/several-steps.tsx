// What can be done to all selected steps at once, as buttons: the commands that also stand in the menu of the right mouse button.

import { Button } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { COMMANDS } from "../commands/all-commands.ts";
import { useDesigner, useEditor } from "./designer-context.ts";
import styles from "./several-steps.module.css";

const GROUPS = [
  { title: "Wrap", ids: ["wrap-in-try", "wrap-in-for", "wrap-in-fork", "wrap-in-do"] },
  { title: "Change", ids: ["duplicate-tasks", "move-up", "move-down", "move-into", "move-out", "delete-tasks"] },
  { title: "Take along", ids: ["copy-tasks", "cut-tasks"] },
] as const;

/** Only what fits the selection. */
export function SeveralSteps() {
  const designer = useDesigner();
  // Which commands fit depends on both.
  useEditor((state) => state.selection);
  useEditor((state) => state.drawing);
  return (
    <div className={styles.groups}>
      {GROUPS.map(({ title, ids }) => {
        const fitting = ids.flatMap((id) => COMMANDS.filter((command) => command.id === id && command.when(designer)));
        return (
          fitting.length > 0 && (
            <section key={title} className={styles.group} aria-label={title}>
              <h3>{title}</h3>
              {fitting.map((command) => (
                <Button key={command.id} size="sm" onClick={() => designer.execute(command)}>
                  {command.title} {command.keys[0] !== undefined && <Kbd keys={command.keys[0]} />}
                </Button>
              ))}
            </section>
          )
        );
      })}
    </div>
  );
}
