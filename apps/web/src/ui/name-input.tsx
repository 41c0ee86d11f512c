// A name that is changed in place. Enter or leaving keeps what was typed, Escape does not.

import { useEffect, useRef, type KeyboardEvent } from "react";

/** `className` gives it the look of what it stands for. */
export interface NameInputProps {
  readonly name: string;
  readonly className: string;
  /** Called once: with the new name, or nothing where it stays. */
  readonly onDone: (name?: string) => void;
}

/** Has the focus, its text selected. */
export function NameInput({ name, className, onDone }: NameInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const finish = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    const next = input.current?.value.trim() ?? "";
    if (keep && next !== "" && next !== name) onDone(next);
    else onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Enter") finish(true);
    if (event.key === "Escape") finish(false);
  };
  return (
    <input
      ref={input}
      className={className}
      defaultValue={name}
      spellCheck={false}
      aria-label={`New name of ${name}`}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
