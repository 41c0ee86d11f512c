"use client";
// Text that is being typed into a control, and the document's value behind it. The text becomes a change when the reader
// leaves the control or presses Enter; a change from elsewhere replaces the text unless it is being typed.

import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";

export interface Draft {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** `commit` is called with the text at most once per visit of the control, and only where it differs from `value`. */
export function useDraft(value: string, commit: (text: string) => void, multiline = false): Draft {
  const [text, setText] = useState(value);
  const typing = useRef(false);
  const latest = useRef({ text, value, commit });
  latest.current = { text, value, commit };
  useEffect(() => {
    if (!typing.current) setText(value);
  }, [value]);
  const send = () => {
    const { text: typed, value: known, commit: give } = latest.current;
    if (typed !== known) give(typed);
  };
  // A control that goes away while it is typed in (another task was selected) keeps what was typed.
  useEffect(
    () => () => {
      if (typing.current) send();
    },
    [],
  );
  return {
    text,
    onChange: setText,
    onFocus: () => {
      typing.current = true;
    },
    onBlur: () => {
      typing.current = false;
      send();
    },
    onKeyDown: (event) => {
      const done = event.key === "Enter" && (!multiline || event.ctrlKey || event.metaKey);
      if (done) {
        event.preventDefault();
        send();
      } else if (event.key === "Escape") {
        event.stopPropagation();
        setText(latest.current.value);
      }
    },
  };
}
