// Whether the draft is safe: in words and with an icon, announced politely.

import { Check, CloudOff, CloudUpload, GitMerge, TriangleAlert } from "lucide-react";
import { useStore } from "zustand";
import { Spinner } from "../../ui/spinner.tsx";
import type { SaveState } from "../store/editor-state.ts";
import { useDesigner, useEditor } from "./designer-context.ts";
import styles from "./save-sign.module.css";

const LOOKS: { readonly [T in SaveState["type"]]: { readonly words: string; readonly tone: string } } = {
  saved: { words: "Saved", tone: "quiet" },
  unsaved: { words: "Saving…", tone: "quiet" },
  saving: { words: "Saving…", tone: "quiet" },
  offline: { words: "Offline: kept in this browser", tone: "warn" },
  refused: { words: "Not saved", tone: "danger" },
  conflict: { words: "Changed elsewhere", tone: "warn" },
};

const TYPING = { words: "Saving…", tone: "quiet" };

/** The state of the draft. What is typed in the form and not in the text yet is not saved either. */
export function SaveSign() {
  const { drafts } = useDesigner();
  const save = useEditor((state) => state.save);
  const places = useEditor((state) => state.drawing.index.places);
  const held = [...useStore(drafts).values()].filter(({ task }) => task === "" || places.has(task));
  const refused = held.find(({ refusal }) => refusal !== undefined);
  const owner = refused === undefined ? undefined : (places.get(refused.task)?.node.name ?? "the workflow");
  const waiting =
    owner === undefined ? TYPING : { words: `Not saved: a field of ${owner} has a mistake`, tone: "warn" };
  const { words, tone } = save.type === "saved" && held.length > 0 ? waiting : LOOKS[save.type];
  return (
    <span
      className={`${styles.sign} ${styles[tone] ?? ""}`}
      role="status"
      title={save.type === "refused" ? save.message : undefined}
    >
      <Sign type={save.type === "saved" && held.length > 0 ? "unsaved" : save.type} />
      <span className={styles.words}>{save.type === "refused" ? `${words}: ${save.message}` : words}</span>
    </span>
  );
}

function Sign({ type }: { readonly type: SaveState["type"] }) {
  switch (type) {
    case "saved":
      return <Check size={13} aria-hidden="true" />;
    case "saving":
      return <Spinner size={13} />;
    case "unsaved":
      return <CloudUpload size={13} aria-hidden="true" />;
    case "offline":
      return <CloudOff size={13} aria-hidden="true" />;
    case "refused":
      return <TriangleAlert size={13} aria-hidden="true" />;
    case "conflict":
      return <GitMerge size={13} aria-hidden="true" />;
  }
}
