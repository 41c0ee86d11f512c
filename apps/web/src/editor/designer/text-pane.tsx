// The text view, loaded on its own: the drawing and the form work while Monaco is still on its way.

import { lazy, Suspense } from "react";
import { afterPaint } from "../../ui/after-paint.ts";
import { useDarkScheme } from "../../ui/use-dark-scheme.ts";
import { useTrials } from "../dry-run/use-trials.ts";
import { useDesigner, useDesignerUi } from "./designer-context.ts";
import styles from "./text-pane.module.css";

// Monaco is as large as everything else together: the drawing comes first.
const TextView = lazy(async () => {
  await afterPaint();
  return { default: (await import("../text/text-view.tsx")).TextView };
});

/** Fills its parent. */
export function TextPane() {
  const { store } = useDesigner();
  const reveal = useDesignerUi((state) => state.reveal);
  const dark = useDarkScheme();
  const expressions = useTrials();
  return (
    <section className={styles.pane} aria-label="Workflow text">
      <Suspense fallback={<PlainText />}>
        <TextView store={store} dark={dark} reveal={reveal} expressions={expressions} />
      </Suspense>
    </section>
  );
}

/** What is readable before the editor has loaded. */
function PlainText() {
  const { store } = useDesigner();
  return (
    <pre className={styles.plain} aria-busy="true">
      {store.getState().text}
    </pre>
  );
}
