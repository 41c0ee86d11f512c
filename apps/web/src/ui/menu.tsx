// A drop-down menu from data. The same items serve a context menu (see context-menu.tsx).

import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd.tsx";
import styles from "./menu.module.css";
import { classNames } from "./class-names.ts";

/** One entry, or a line between groups. */
export type MenuItem =
  | {
      readonly label: string;
      readonly icon?: ReactNode;
      readonly keys?: string | undefined;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      readonly onSelect: () => void;
    }
  | "separator";

/** `trigger` is one focusable element; a string of `label` names the menu. */
export interface MenuProps {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "end";
}

/** A button that opens a menu. */
export function Menu({ label, trigger, items, align = "start" }: MenuProps) {
  const withIcons = items.some((item) => item !== "separator" && item.icon !== undefined);
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8} aria-label={label}>
          {items.map((item, index) =>
            item === "separator" ? (
              // oxlint-disable-next-line react/no-array-index-key -- separators have no identity of their own
              <Radix.Separator key={`separator-${index}`} className={styles.separator} />
            ) : (
              <Radix.Item
                key={item.label}
                className={classNames(styles.item, item.danger && styles.danger)}
                disabled={item.disabled ?? false}
                onSelect={item.onSelect}
              >
                {withIcons && <span className={styles.icon}>{item.icon}</span>}
                <span className={styles.label}>{item.label}</span>
                {item.keys !== undefined && <Kbd keys={item.keys} />}
              </Radix.Item>
            ),
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
