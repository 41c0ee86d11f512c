// A person as a small disc with initials. Decorative, so that the initials are drawn and are no text: whoever shows it says the
// name in words beside it.

import { classNames } from "./class-names.ts";
import styles from "./person-mark.module.css";

/** `colour` is a number from 1 to 6; `dot` marks work that nobody else has seen. */
export interface PersonMarkProps {
  readonly initials: string;
  readonly colour: number;
  readonly size?: "sm" | "md";
  readonly dot?: boolean;
}

/** The disc. */
export function PersonMark({ initials, colour, size = "md", dot = false }: PersonMarkProps) {
  return (
    <span
      className={classNames(styles.mark, size === "sm" && styles.sm)}
      data-person={colour}
      data-initials={initials}
      aria-hidden="true"
    >
      {dot && <span className={styles.dot} />}
    </span>
  );
}
