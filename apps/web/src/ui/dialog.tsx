// A modal dialog: title, optional description, body, actions. Focus is trapped, and goes back where it was; it begins in the first
// field, else on the main action. (Not on the closing cross, whose hint would cover the dialog and take the first Escape.)

import { Dialog as Radix } from "radix-ui";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button.tsx";
import styles from "./dialog.module.css";
import { classNames } from "./class-names.ts";
import { RememberFocus, useFocusReturn } from "./use-focus-return.ts";

/** `actions` stand right-aligned at the foot; `wide` suits code and tables. */
export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: string;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** Nearly the whole window, for drawings. @default false */
  readonly full?: boolean;
  readonly children?: ReactNode;
}

/** Where the focus begins: the first field, the main action, the harmless action beside a dangerous one, or the dialog itself. */
function firstPlace(dialog: HTMLElement): HTMLElement {
  const places = [
    "[data-dialog-body] :is(input, textarea, select):not(:disabled)",
    "[data-dialog-actions] button[data-look=primary]:not(:disabled)",
    "[data-dialog-actions] button:not(:disabled)",
  ];
  for (const place of places) {
    const found = dialog.querySelector<HTMLElement>(place);
    if (found !== null) return found;
  }
  return dialog;
}

/** A titled modal dialog. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  actions,
  wide = false,
  full = false,
  children,
}: DialogProps) {
  const { remember, giveBack } = useFocusReturn();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) firstPlace(event.currentTarget).focus();
          }}
          onCloseAutoFocus={giveBack}
          className={classNames(styles.dialog, wide && styles.wide, full && styles.full)}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
        >
          <RememberFocus remember={remember} />
          <header className={styles.header}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" size="sm">
                <X size={15} />
              </IconButton>
            </Radix.Close>
          </header>
          {description !== undefined && (
            <Radix.Description className={styles.description}>{description}</Radix.Description>
          )}
          <div className={styles.body} data-dialog-body="">
            {children}
          </div>
          {actions !== undefined && (
            <footer className={styles.actions} data-dialog-actions="">
              {actions}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
