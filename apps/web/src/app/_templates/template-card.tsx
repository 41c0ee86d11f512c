// One template in the gallery: its drawing in small, what it does, what it talks to. The whole card is one button.

import type { Template } from "../../server/contract/template-contract.ts";
import { Badge } from "../../ui/badge.tsx";
import { TemplateDrawing } from "./template-drawing.tsx";
import styles from "./template-card.module.css";

/** Opens the template's preview. */
export function TemplateCard({ template, onOpen }: { readonly template: Template; readonly onOpen: () => void }) {
  return (
    <button type="button" className={styles.card} aria-haspopup="dialog" onClick={onOpen}>
      <span className={styles.drawing}>
        <TemplateDrawing text={template.text} scale={0.62} />
      </span>
      <span className={styles.words}>
        <strong className={styles.title}>{template.title}</strong>
        <span className={styles.summary}>{template.summary}</span>
        <span className={styles.tags}>
          <Badge tone="accent">{template.topic}</Badge>
          {template.systems.map((system) => (
            <Badge key={system}>{system}</Badge>
          ))}
        </span>
      </span>
    </button>
  );
}
