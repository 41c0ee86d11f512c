// Who else has selected a task: small discs on the upper edge of its card. Decorative; the card's name says it.

import { PersonMark } from "../../ui/person-mark.tsx";
import type { TaskPerson } from "../canvas/fact-store.ts";
import styles from "./card-people.module.css";
import { colourOf, initialsOf } from "./person-marks.ts";

/** At most three. */
export function CardPeople({ people }: { readonly people: readonly TaskPerson[] }) {
  return (
    <span className={styles.people} aria-hidden="true">
      {people.slice(0, 3).map(({ userId, name }) => (
        <PersonMark key={userId} size="sm" initials={initialsOf(name)} colour={colourOf(userId)} />
      ))}
    </span>
  );
}
