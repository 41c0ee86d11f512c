// The last input typed for a workflow, kept in this browser. It may hold personal data, so it never leaves the page.

import { useState } from "react";

/** The text and its setter; starts with what was typed last time, or with `first`. */
export function useRememberedInput(workflowId: string, first: string): readonly [string, (text: string) => void] {
  const key = `ironweave:input:${workflowId}`;
  const [text, setText] = useState(() => read(key) ?? first);
  const change = (next: string) => {
    setText(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // Private windows may refuse storage; the input still works.
    }
  };
  return [text, change];
}

function read(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
