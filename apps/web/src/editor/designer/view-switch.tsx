// On a narrow screen one view is shown at a time; this chooses which.

import { useDesigner, useDesignerUi } from "./designer-context.ts";
import styles from "./view-switch.module.css";

const VIEWS = [
  { view: "outline", label: "Outline" },
  { view: "canvas", label: "Drawing" },
  { view: "form", label: "Form" },
  { view: "text", label: "Text" },
] as const;

/** A row of toggles, hidden on wide screens. */
export function ViewSwitch() {
  const { ui } = useDesigner();
  const current = useDesignerUi((state) => state.view);
  return (
    <div className={styles.switch} role="group" aria-label="View">
      {VIEWS.map(({ view, label }) => (
        <button key={view} type="button" aria-pressed={view === current} onClick={() => ui.setState({ view })}>
          {label}
        </button>
      ))}
    </div>
  );
}
