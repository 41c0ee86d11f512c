// What a run of the draft, or saving it, would let loose: counts at a glance, rows when opened; before a version is saved, what is new
// since the last one stands open.

import { compareEffects, type TaskEffect } from "@ironweave/schema";
import { ShieldCheck } from "lucide-react";
import { EffectCounts } from "./effect-counts.tsx";
import { EffectList } from "./effect-list.tsx";
import styles from "./effects.module.css";
import { useEffects, useVersionEffects } from "./use-effects.ts";

/** For the dialog that starts a run. */
export function RunEffects() {
  return <Section effects={useEffects()} />;
}

/** For the dialog that saves a version: the same, after the difference to the version before. */
export function VersionEffects() {
  const effects = useEffects();
  const before = useVersionEffects();
  if (before === undefined || before === "none") return <Section effects={effects} />;
  const { added, removed } = compareEffects(before.effects, effects);
  return (
    <>
      {added.length + removed.length === 0 ? (
        <p className={styles.same}>
          <ShieldCheck size={14} aria-hidden="true" /> It reaches the outside as version {before.version} does.
        </p>
      ) : (
        <section className={styles.difference} aria-label={`Effects since version ${before.version}`}>
          <h3>Effects since version {before.version}</h3>
          {added.length > 0 && <EffectList label="New effects" effects={added} change="added" />}
          {removed.length > 0 && <EffectList label="Effects that are gone" effects={removed} change="removed" />}
        </section>
      )}
      <Section effects={effects} />
    </>
  );
}

function Section({ effects }: { readonly effects: readonly TaskEffect[] }) {
  if (effects.length === 0)
    return (
      <p className={styles.same}>
        <ShieldCheck size={14} aria-hidden="true" /> Nothing reaches outside.
      </p>
    );
  return (
    <details className={styles.section}>
      <summary>
        <span className={styles.heading}>Effects</span>
        <EffectCounts effects={effects} />
      </summary>
      <EffectList label="Effects on the outside" effects={effects} />
    </details>
  );
}
