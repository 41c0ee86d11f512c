"use client";
// Typing changes the document, and the document decides which controls a form has. A control must not be replaced or moved while
// it is typed in: it would lose the focus.

import { useState } from "react";
import type { FocusEvent } from "react";

/** Spread on an element around the controls. */
export interface HoldingProps {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: () => void;
}

/** `value`, but as it was when the reader came, while a text box inside of the element with the props has the focus. */
export function useHeldWhileTyping<T>(value: T): readonly [T, HoldingProps] {
  const [held, setHeld] = useState<{ readonly value: T }>();
  return [
    held === undefined ? value : held.value,
    {
      onFocus: ({ target }) => {
        if (target.matches("input, textarea")) setHeld((old) => old ?? { value });
      },
      onBlur: () => setHeld(undefined),
    },
  ];
}
