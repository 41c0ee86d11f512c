// Finds a step by name, kind or what it does, anywhere in the drawing, and goes there (unfolding what hides it).

import { KindIcon, KIND_WORDS } from "../../ui/kind-icon.tsx";
import { hiddenBehind, type NodePlace } from "../kernels/graph-index.ts";
import { useDesigner, useEditor } from "./designer-context.ts";
import styles from "./find-dialog.module.css";
import { SearchDialog } from "./search-dialog.tsx";

/** Opened by Mod+P. */
export function FindDialog() {
  const { store, ui } = useDesigner();
  const index = useEditor((state) => state.drawing.index);
  const goTo = (place: NodePlace) => {
    for (const around of hiddenBehind(index, place.node.id))
      if (store.getState().folded.has(around)) store.toggleFold(around);
    store.select([place.node.id], "form");
  };
  return (
    <SearchDialog
      title="Find a step"
      placeholder="Find a step by name, kind or address"
      items={[...index.places.values()]}
      keyOf={({ order }) => String(order)}
      textOf={({ node }) => `${node.name} ${KIND_WORDS[node.kind]} ${node.action ?? ""} ${node.summary}`}
      row={({ node, depth }) => (
        <>
          <span style={{ width: Math.min(depth, 8) * 12 }} />
          <KindIcon kind={node.kind} action={node.action} size={24} />
          <span className={styles.name}>{node.name}</span>
          <span className={styles.summary}>{node.summary}</span>
        </>
      )}
      onChoose={goTo}
      onClose={() => ui.setState({ dialog: undefined })}
    />
  );
}
