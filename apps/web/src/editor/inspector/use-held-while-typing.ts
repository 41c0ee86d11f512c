"use client";
// Typing changes the document, and the document decides which controls a form has. A control must not be replaced or moved while
// it is typed in: it would lose the focus.

import { useState } from "react";
import type { FocusEvent } from "react";

/** Spread on an element around the controls. */
export interface HoldingProps {
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * `value`, but as it was when the reader came to a text box inside of the element with the props, for as long as the focus stays in
 * there. A box inside of `[data-adds]` makes new controls, which are to be shown at once.
 */
export function useHeldWhileTyping<T>(value: T): readonly [T, HoldingProps] {
  const [held, setHeld] = useState<{ readonly value: T }>();
  return [
    held === undefined ? value : held.value,
    {
      onFocus: ({ target }) => {
        if (target.matches("input, textarea") && target.closest("[data-adds]") === null)
          setHeld((old) => old ?? { value });
      },
      // From one control to the next of the same form nothing moves either: the next one would be gone before it has the focus.
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setHeld(undefined);
      },
    },
  ];
}
