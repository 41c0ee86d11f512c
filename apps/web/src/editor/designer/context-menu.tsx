// The menu of the right mouse button (or the menu key): the commands that fit the selection.

import { DropdownMenu as Radix } from "radix-ui";
import { classNames } from "../../ui/class-names.ts";
import { RememberFocus, useFocusReturn } from "../../ui/use-focus-return.ts";
import { Kbd } from "../../ui/kbd.tsx";
import menuStyles from "../../ui/menu.module.css";
import { COMMANDS } from "../commands/all-commands.ts";
import { useDesigner, useDesignerUi } from "./designer-context.ts";

const ON_TASK = new Set(["Steps", "Wrap", "Try out", "Edit"]);

/** Nothing unless it was asked for. */
export function ContextMenu() {
  const menu = useDesignerUi((state) => state.menu);
  return menu === undefined ? null : <OpenMenu x={menu.x} y={menu.y} />;
}

function OpenMenu({ x, y }: { readonly x: number; readonly y: number }) {
  const designer = useDesigner();
  const { remember, giveBack } = useFocusReturn();
  const fitting = COMMANDS.filter((command) => ON_TASK.has(command.group) && command.when(designer));
  return (
    <Radix.Root open onOpenChange={(open) => open || designer.ui.setState({ menu: undefined })} modal={false}>
      <Radix.Trigger asChild>
        <span aria-hidden="true" style={{ position: "fixed", left: x, top: y }} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={menuStyles.menu}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          aria-label="Commands"
          onCloseAutoFocus={giveBack}
        >
          <RememberFocus remember={remember} />
          {fitting.map((command, at) => (
            <div key={command.id}>
              {at > 0 && fitting[at - 1]?.group !== command.group && (
                <Radix.Separator className={menuStyles.separator} />
              )}
              <Radix.Item
                className={classNames(menuStyles.item, command.id === "delete-tasks" && menuStyles.danger)}
                onSelect={() => designer.execute(command)}
              >
                <span className={menuStyles.label}>{command.title}</span>
                {command.keys[0] !== undefined && <Kbd keys={command.keys[0]} />}
              </Radix.Item>
            </div>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
