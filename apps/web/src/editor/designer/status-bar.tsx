// The line at the foot: problems, effects, the playground, and how many steps are drawn.

import { CircleAlert, CircleCheck, FlaskConical, Radius, TriangleAlert } from "lucide-react";
import { toggleEffects, togglePlayground, toggleProblems } from "../commands/toggle-panels.ts";
import { useDesigner, useDesignerUi, useEditor } from "./designer-context.ts";
import styles from "./status-bar.module.css";

/** Buttons that open the dock. */
export function StatusBar() {
  const { execute } = useDesigner();
  const dock = useDesignerUi((state) => state.dock);
  const diagnostics = useEditor((state) => state.analysis.diagnostics);
  const steps = useEditor((state) => state.drawing.index.order.length);
  const selected = useEditor((state) => state.selection.length);
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const others = diagnostics.length - errors;
  return (
    <footer className={styles.bar}>
      <button type="button" aria-expanded={dock === "problems"} onClick={() => execute(toggleProblems)}>
        {errors > 0 ? (
          <CircleAlert size={13} className={styles.error} aria-hidden="true" />
        ) : others > 0 ? (
          <TriangleAlert size={13} className={styles.warning} aria-hidden="true" />
        ) : (
          <CircleCheck size={13} className={styles.ok} aria-hidden="true" />
        )}
        <span>{summary(errors, others)}</span>
      </button>
      <button type="button" aria-expanded={dock === "effects"} onClick={() => execute(toggleEffects)}>
        <Radius size={13} aria-hidden="true" />
        Effects
      </button>
      <button type="button" aria-expanded={dock === "playground"} onClick={() => execute(togglePlayground)}>
        <FlaskConical size={13} aria-hidden="true" />
        jq playground
      </button>
      <span role="status" className="visually-hidden">
        {summary(errors, others)}
      </span>
      <span className={styles.end}>
        {selected > 1 ? `${selected} of ${steps} steps selected` : `${steps} ${steps === 1 ? "step" : "steps"}`}
      </span>
    </footer>
  );
}

function summary(errors: number, others: number): string {
  if (errors + others === 0) return "No problems";
  return [
    errors > 0 ? `${errors} ${errors === 1 ? "error" : "errors"}` : "",
    others > 0 ? `${others} ${others === 1 ? "hint" : "hints"}` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
