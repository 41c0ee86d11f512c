// Short messages at the foot of the screen, announced politely, with an optional action such as Undo.

import { Toast } from "radix-ui";
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { X } from "lucide-react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import styles from "./toaster.module.css";
import { classNames } from "./class-names.ts";

/** One message. `action` is a second chance, e.g. Undo. */
export interface ToastMessage {
  readonly text: string;
  readonly tone?: "plain" | "danger";
  readonly action?: { readonly label: string; readonly onSelect: () => void };
  /** Calls back once the message has no meaning any more; it is taken away then. Returns the way to stop asking. */
  readonly until?: (over: () => void) => () => void;
}

type Show = (message: ToastMessage) => void;
const ToastContext = createContext<Show>(() => {});

/** Returns a function that shows a message. Needs a `Toaster` above. */
export function useToast(): Show {
  return useContext(ToastContext);
}

/** Holds the messages of a page; at most three are shown at once. */
export function Toaster({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (ToastMessage & { readonly id: number })[]>([]);
  const show = useCallback<Show>((message) => {
    setToasts((old) => [...old.slice(-2), { ...message, id: (old.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const drop = useCallback((id: number) => setToasts((old) => old.filter((toast) => toast.id !== id)), []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      <Toast.Provider swipeDirection="down" duration={6000}>
        {children}
        {toasts.map(({ id, text, tone, action, until }) => (
          <Toast.Root
            key={id}
            className={classNames(styles.toast, tone === "danger" && styles.danger)}
            onOpenChange={(open) => open || drop(id)}
          >
            {until !== undefined && <Until until={until} over={drop} id={id} />}
            <Toast.Description className={styles.text}>{text}</Toast.Description>
            {action !== undefined && (
              <Toast.Action asChild altText={action.label}>
                <Button size="sm" look="ghost" onClick={action.onSelect}>
                  {action.label}
                </Button>
              </Toast.Action>
            )}
            <Toast.Close asChild>
              <IconButton size="sm" label="Dismiss">
                <X size={13} />
              </IconButton>
            </Toast.Close>
          </Toast.Root>
        ))}
        <Toast.Viewport className={styles.viewport} />
      </Toast.Provider>
    </ToastContext>
  );
}

interface UntilProps {
  readonly until: NonNullable<ToastMessage["until"]>;
  readonly over: (id: number) => void;
  readonly id: number;
}

function Until({ until, over, id }: UntilProps) {
  useEffect(() => until(() => over(id)), [until, over, id]);
  return null;
}
