// A button that shows only an icon. Its label is both accessible name and tooltip, so it can never be nameless.

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

/** `label` names the button; `keys` are shown in the tooltip. */
export interface IconButtonProps extends Omit<ButtonProps, "children" | "icon"> {
  readonly label: string;
  readonly keys?: string;
  readonly children: ReactNode;
}

/** A square button with a tooltip. */
export function IconButton({ label, keys, children, className, look = "ghost", ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys}>
      <Button
        look={look}
        {...rest}
        aria-label={label}
        icon={children}
        className={classNames(styles.square, className)}
      />
    </Tooltip>
  );
}
