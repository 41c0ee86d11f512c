"use client";
// A text box for an expression: offers while it is typed, and the place of a mistake underlined.

import { useEffect, useRef, type ChangeEvent, type KeyboardEvent, type RefObject } from "react";
import type { TextRange } from "@ironweave/schema";
import { classNames } from "../../ui/class-names.ts";
import { Input, TextArea } from "../../ui/text-field.tsx";
import styles from "./expression-input.module.css";
import { OfferList } from "./offer-list.tsx";
import { useCompletion, type TextBox } from "./use-completion.ts";
import type { Draft } from "./use-draft.ts";

/** `wiring` is that of the field around it. */
export interface ExpressionInputProps {
  readonly wiring: {
    readonly id: string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": boolean | undefined;
  };
  readonly at: string;
  readonly draft: Draft;
  /** A text without `${ }` is an expression too. */
  readonly isBare: boolean;
  /** Rows at most and at least; one line where left out. */
  readonly rows?: { readonly most: number; readonly least: number };
  readonly mistake?: TextRange | undefined;
  readonly placeholder?: string;
  readonly list?: string | undefined;
}

/** Keys and changes go to the list of offers first, and then to the draft. */
export function ExpressionInput({ wiring, at, draft, isBare, rows, mistake, placeholder, list }: ExpressionInputProps) {
  const completion = useCompletion({ at, text: draft.text, isBare, onChange: draft.onChange });
  const backdrop = useRef<HTMLDivElement>(null);
  const shared = {
    ...wiring,
    ...completion.wiring,
    mono: true,
    value: draft.text,
    placeholder,
    onChange: ({ target }: ChangeEvent<TextBox>) => {
      draft.onChange(target.value);
      completion.onInput(target.value, target.selectionStart ?? target.value.length);
    },
    onFocus: draft.onFocus,
    onBlur: () => {
      completion.close();
      draft.onBlur();
    },
    onClick: completion.close,
    onKeyDown: (event: KeyboardEvent<TextBox>) => {
      if (!completion.onKeyDown(event)) draft.onKeyDown(event);
    },
    onScroll: ({ currentTarget }: { readonly currentTarget: TextBox }) => follow(backdrop, currentTarget),
  };
  useEffect(() => {
    if (completion.box.current !== null) follow(backdrop, completion.box.current);
  });
  const lines = draft.text.split("\n").length;
  return (
    <div className={styles.box}>
      {mistake !== undefined && (
        <Underline of={draft.text} at={mistake} backdrop={backdrop} wraps={rows !== undefined} />
      )}
      {rows === undefined ? (
        <Input {...shared} ref={completion.box as RefObject<HTMLInputElement>} className={styles.control} list={list} />
      ) : (
        <TextArea
          {...shared}
          ref={completion.box as RefObject<HTMLTextAreaElement>}
          className={styles.control}
          rows={Math.min(rows.most, Math.max(rows.least, lines))}
        />
      )}
      {completion.offers !== undefined && (
        <OfferList
          id={completion.list}
          offers={completion.offers}
          active={completion.active}
          onAccept={completion.accept}
        />
      )}
    </div>
  );
}

/** The same text behind the box, invisible but for the line under the mistake. */
function Underline({
  of,
  at,
  backdrop,
  wraps,
}: {
  readonly of: string;
  readonly at: TextRange;
  readonly backdrop: RefObject<HTMLDivElement | null>;
  readonly wraps: boolean;
}) {
  return (
    <div ref={backdrop} className={classNames(styles.backdrop, wraps && styles.wraps)} aria-hidden="true">
      {of.slice(0, at.start)}
      <span className={styles.mistake}>{of.slice(at.start, at.end)}</span>
      {of.slice(at.end)}
    </div>
  );
}

function follow(backdrop: RefObject<HTMLDivElement | null>, box: TextBox): void {
  if (backdrop.current === null) return;
  backdrop.current.scrollTop = box.scrollTop;
  backdrop.current.scrollLeft = box.scrollLeft;
}
