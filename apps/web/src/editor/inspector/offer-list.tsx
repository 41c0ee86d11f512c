"use client";
// The list of offers below a text box. It never has the focus; the active offer tells its sentence.

import { Braces, CaseSensitive, DollarSign, SquareFunction, Waypoints } from "lucide-react";
import { useEffect, useRef } from "react";
import type { JqOffer, OfferKind } from "@ironweave/jq";
import styles from "./expression-input.module.css";

const ICONS = {
  key: Waypoints,
  variable: DollarSign,
  function: SquareFunction,
  keyword: Braces,
  format: CaseSensitive,
} as const satisfies Record<OfferKind, unknown>;

const WORDS: Readonly<Record<OfferKind, string>> = {
  key: "Key",
  variable: "Variable",
  function: "Function",
  keyword: "Word of the language",
  format: "Format",
};

export interface OfferListProps {
  readonly id: string;
  readonly offers: readonly JqOffer[];
  readonly active: number;
  readonly onAccept: (offer: JqOffer) => void;
}

/** Scrolls to the active offer. */
export function OfferList({ id, offers, active, onAccept }: OfferListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.scrollIntoView({ block: "nearest" });
  }, []);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <ul ref={list} id={id} role="listbox" aria-label="What can be written here" className={styles.list}>
      {offers.map((offer, at) => {
        const Icon = ICONS[offer.kind];
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are those of the text box
          <li
            key={`${offer.kind} ${offer.label} ${offer.detail}`}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            className={styles.offer}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onAccept(offer)}
          >
            <span className={styles.kind} title={WORDS[offer.kind]} data-kind={offer.kind}>
              <Icon size={13} aria-hidden="true" />
            </span>
            <code>{offer.label}</code>
            <span className={styles.detail}>{offer.detail}</span>
            {offer.origin !== undefined && <span className={styles.origin}>{offer.origin}</span>}
            {at === active && offer.doc !== "" && <span className={styles.doc}>{offer.doc}</span>}
          </li>
        );
      })}
    </ul>
  );
}
