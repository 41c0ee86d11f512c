// The panel below the drawing: problems, and the expression playground.

import { X } from "lucide-react";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { JqPlayground } from "../panels/jq-playground.tsx";
import { ProblemsPanel } from "../panels/problems-panel.tsx";
import { useDesigner, useDesignerUi, useEditor } from "./designer-context.ts";
import styles from "./designer-dock.module.css";

/** Mounted while open. */
export function DesignerDock() {
  const { ui } = useDesigner();
  const dock = useDesignerUi((state) => state.dock) ?? "problems";
  const count = useEditor((state) => state.analysis.diagnostics.length);
  return (
    <div className={styles.dock}>
      <Tabs
        label="Panels"
        value={dock}
        onChange={(value) => ui.setState({ dock: value === "playground" ? "playground" : "problems" })}
        tabs={[
          {
            value: "problems",
            label: "Problems",
            note: count > 0 && <Badge>{count}</Badge>,
            content: <ProblemsPanel />,
          },
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
