// How much of each effect there is, in one line: "Destroys 1 · Creates 2 · Reads 3".

import { countEffects, type TaskEffect } from "@ironweave/schema";
import { classNames } from "../../ui/class-names.ts";
import styles from "./effects.module.css";
import { EFFECT_WORDS } from "./effect-words.ts";

/** Strongest first. */
export function EffectCounts({ effects }: { readonly effects: readonly TaskEffect[] }) {
  return (
    <span className={styles.counts}>
      {countEffects(effects).map(({ effect, count }) => {
        const { verb, Sign, tone } = EFFECT_WORDS[effect];
        return (
          <span key={effect} className={classNames(styles.count, styles[tone])}>
            <Sign size={13} aria-hidden="true" /> {verb} {count}
          </span>
        );
      })}
    </span>
  );
}
