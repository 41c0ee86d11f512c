// Everything the workflow does to the outside, in the dock.

import { ShieldCheck } from "lucide-react";
import { EmptyState } from "../../ui/state-panel.tsx";
import { EffectCounts } from "./effect-counts.tsx";
import { EffectList } from "./effect-list.tsx";
import styles from "./effects.module.css";
import { useEffects } from "./use-effects.ts";

/** The counts and every row, or a word that nothing leaves. */
export function EffectsPanel() {
  const effects = useEffects();
  if (effects.length === 0)
    return (
      <EmptyState icon={<ShieldCheck size={20} />} title="Nothing reaches outside">
        No step calls a service, runs a program or sends an event.
      </EmptyState>
    );
  return (
    <div className={styles.panel}>
      <EffectCounts effects={effects} />
      <EffectList label="Effects on the outside" effects={effects} />
    </div>
  );
}
