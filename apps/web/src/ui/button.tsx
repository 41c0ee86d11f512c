// The one button: four looks, two sizes, an optional icon. Icon-only buttons must carry a label (see icon-button.tsx).

import type { ComponentProps, ReactNode } from "react";
import styles from "./button.module.css";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

/** `look` defaults to `secondary`; `busy` shows a spinner and disables, so a slow action cannot be sent twice. */
export interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: "primary" | "secondary" | "ghost" | "danger";
  readonly size?: "sm" | "md";
  readonly icon?: ReactNode;
  readonly busy?: boolean;
}

/** A button of the design system. */
export function Button({
  look = "secondary",
  size = "md",
  icon,
  busy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      data-look={look}
      disabled={rest.disabled === true || busy}
      aria-busy={busy || undefined}
      className={classNames(styles.button, styles[look], size === "sm" && styles.sm, className)}
    >
      {busy ? <Spinner /> : icon}
      {children !== undefined && <span className={styles.label}>{children}</span>}
    </button>
  );
}
