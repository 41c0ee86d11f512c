// Two buttons on the chosen row, for thumbs and mice: the keyboard has keys for both. They stand beside the tree and not in it, since
// a tree holds tree items only.

import { EllipsisVertical, Plus } from "lucide-react";
import { IconButton } from "../../ui/icon-button.tsx";
import { insertStep } from "../commands/insert-step.ts";
import { useDesigner } from "../designer/designer-context.ts";
import styles from "./outline-pane.module.css";

/** Where the row is, in the scrolled area. */
export interface RowToolsProps {
  readonly id: string;
  readonly label: string;
  readonly top: number;
  readonly height: number;
}

/** Insert after, and the commands. */
export function RowTools({ id, label, top, height }: RowToolsProps) {
  const designer = useDesigner();
  return (
    <span className={styles.tools} style={{ height, transform: `translateY(${top}px)` }}>
      <IconButton
        label={`Insert step after ${label}`}
        size="sm"
        tabIndex={-1}
        onClick={() => designer.execute(insertStep)}
      >
        <Plus size={14} />
      </IconButton>
      <IconButton
        label={`Commands for ${label}`}
        size="sm"
        tabIndex={-1}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          designer.ui.setState({ menu: { task: id, x: left, y: bottom } });
        }}
      >
        <EllipsisVertical size={14} />
      </IconButton>
    </span>
  );
}
