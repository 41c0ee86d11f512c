// The editor's own parts: step palette, canvas, form and text side by side.

import { classNames } from "../../ui/class-names.ts";
import { SplitPane } from "../../ui/split-pane.tsx";
import { OutlinePane } from "../outline/outline-pane.tsx";
import { CanvasPane } from "./canvas-pane.tsx";
import { useDesignerUi } from "./designer-context.ts";
import styles from "./designer.module.css";
import { FormPane } from "./form-pane.tsx";
import { StepPalette } from "./step-palette.tsx";
import { TextPane } from "./text-pane.tsx";
import { useEscapeToStep } from "./use-escape-to-step.ts";
import { useNarrow } from "./use-narrow.ts";

/** Fills the room between the toolbar and the dock. */
export function EditBody() {
  const { palette, outline, inspector, text, view } = useDesignerUi((state) => state);
  const narrow = useNarrow();
  useEscapeToStep();
  return (
    <div className={styles.body}>
      {(narrow ? view === "outline" : outline) && (
        <div className={styles.outline}>
          <OutlinePane />
        </div>
      )}
      {palette && !outline && (
        <div className={styles.palette}>
          <StepPalette />
        </div>
      )}
      <div className={styles.work}>
        <SplitPane
          name="text"
          label="Width of the text"
          initial={460}
          min={280}
          max={900}
          first={
            <div className={styles.stage}>
              <div className={styles.canvas}>
                <CanvasPane />
              </div>
              <div className={classNames(styles.inspector, !inspector && styles.closed)}>
                <FormPane />
              </div>
            </div>
          }
          second={text || view === "text" ? <TextPane /> : null}
        />
      </div>
    </div>
  );
}
