"use client";
// Offers while an expression is typed into a text box, by the combobox pattern of ARIA 1.2: the focus stays in the box, the active
// offer is told by `aria-activedescendant`. Arrows choose, Enter and Tab accept, Escape closes, Ctrl+Space asks.

import { useId, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { JqCompletion, JqOffer } from "@ironweave/jq";
import { completeExpression, programAround } from "./complete-expression.ts";
import { useForm } from "./form-context.ts";

/** A text box of either sort. */
export type TextBox = HTMLInputElement | HTMLTextAreaElement;

interface Open {
  readonly completion: JqCompletion;
  /** -1 where none is chosen: what is typed is one of the offers already. */
  readonly active: number;
}

/** `isBare`: a text without `${ }` is a program too. */
export interface CompletionOptions {
  readonly at: string;
  readonly text: string;
  readonly isBare: boolean;
  readonly onChange: (text: string) => void;
}

/** What the box and its list need. */
export function useCompletion({ at, text, isBare, onChange }: CompletionOptions) {
  const { expressions } = useForm();
  const [open, setOpen] = useState<Open>();
  const box = useRef<TextBox>(null);
  const selection = useRef<{ readonly start: number; readonly end: number }>(undefined);
  const list = useId();
  useLayoutEffect(() => {
    if (selection.current === undefined || box.current === null) return;
    box.current.setSelectionRange(selection.current.start, selection.current.end);
    selection.current = undefined;
  });

  const offer = (value: string, offset: number, isAsked: boolean): void => {
    const samples = expressions.samples(at);
    const completion = completeExpression(value, offset, { isBare, samples, variables: expressions.variables(at) });
    if (completion === undefined || (!isAsked && !completion.isBegun)) return setOpen(undefined);
    const { start, end, offers } = completion;
    const isThere = offers[0]?.insert === value.slice(start, end);
    if (isThere && offers.length === 1 && !isAsked) return setOpen(undefined);
    return setOpen({ completion, active: isThere && !isAsked ? -1 : 0 });
  };

  const accept = ({ insert, caret }: JqOffer): void => {
    if (open === undefined) return;
    const { start, end } = open.completion;
    const range = programAround(text, start, isBare);
    const closing = range?.isOpen === true && text.slice(end, range.end).trim() === "" ? " }" : "";
    const next = text.slice(0, start) + insert + text.slice(end).replace(/^\s*$/, "") + closing;
    const after = start + insert.length;
    selection.current =
      caret === undefined ? { start: after, end: after } : { start: start + caret.start, end: start + caret.end };
    onChange(next);
    if (caret === undefined) setOpen(undefined);
    else offer(next, start + caret.end, false);
  };

  const move = (by: number): void => {
    if (open === undefined) return;
    const count = open.completion.offers.length;
    const from = open.active === -1 && by < 0 ? 0 : open.active;
    setOpen({ ...open, active: (from + by + count) % count });
  };

  /** True where the key was meant for the list. */
  const onKeyDown = (event: KeyboardEvent<TextBox>): boolean => {
    const taken = (): boolean => {
      event.preventDefault();
      event.stopPropagation();
      return true;
    };
    if (event.nativeEvent.isComposing) return false;
    if (event.key === " " && event.ctrlKey) {
      offer(text, event.currentTarget.selectionStart ?? text.length, true);
      return taken();
    }
    if (open === undefined) return false;
    const active = open.completion.offers[open.active];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      move(event.key === "ArrowDown" ? 1 : -1);
      return taken();
    }
    if (event.key === "Escape") {
      setOpen(undefined);
      return taken();
    }
    if ((event.key === "Enter" || event.key === "Tab") && isPlain && active !== undefined) {
      accept(active);
      return taken();
    }
    if (event.key === "Enter" || ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) setOpen(undefined);
    return false;
  };

  return {
    offers: open?.completion.offers,
    active: open?.active ?? -1,
    list,
    accept,
    close: () => setOpen(undefined),
    onKeyDown,
    onInput: (value: string, offset: number) => offer(value, offset, false),
    box,
    wiring: {
      role: "combobox" as const,
      "aria-autocomplete": "list" as const,
      "aria-haspopup": "listbox" as const,
      "aria-expanded": open !== undefined,
      "aria-controls": open === undefined ? undefined : list,
      "aria-activedescendant": open === undefined || open.active === -1 ? undefined : `${list}-${open.active}`,
      autoComplete: "off",
    },
  };
}
