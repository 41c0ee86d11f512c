// The panel below the drawing: problems, effects on the outside, and the expression playground.

import { X } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { EffectsPanel } from "../effects/effects-panel.tsx";
import { JqPlayground } from "../panels/jq-playground.tsx";
import { ProblemsPanel } from "../panels/problems-panel.tsx";
import type { DockPanel } from "../store/designer-ui.ts";
import { useDesigner, useDesignerUi, useEditor } from "./designer-context.ts";
import { useDockFocus } from "./use-dock-focus.ts";
import styles from "./designer-dock.module.css";

const PANELS: readonly DockPanel[] = ["problems", "effects", "playground"];

/** Mounted while open. */
export function DesignerDock() {
  const { ui } = useDesigner();
  const dock = useDesignerUi((state) => state.dock) ?? "problems";
  const element = useDockFocus(dock);
  const count = useEditor((state) => state.analysis.diagnostics.length);
  return (
    <div ref={element} className={styles.dock}>
      <Tabs
        label="Panels"
        value={dock}
        onChange={(value) => ui.setState({ dock: PANELS.find((panel) => panel === value) })}
        tabs={[
          {
            value: "problems",
            label: "Problems",
            note: count > 0 && <Badge>{count}</Badge>,
            content: <ProblemsPanel />,
          },
          { value: "effects", label: "Effects", content: <EffectsPanel /> },
          { value: "playground", label: "jq playground", content: <JqPlayground /> },
        ]}
        actions={
          <IconButton label="Close the panel" size="sm" onClick={() => ui.setState({ dock: undefined })}>
            <X size={14} />
          </IconButton>
        }
      />
    </div>
  );
}
