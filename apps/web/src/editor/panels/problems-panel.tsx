// Every problem of the document; a click goes to the step and the line, a fix is one click.

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { Diagnostic } from "@ironweave/schema";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/state-panel.tsx";
import { taskAt } from "../kernels/graph-index.ts";
import { useDesigner, useEditor } from "../designer/designer-context.ts";
import styles from "./problems-panel.module.css";

const SIGNS = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** The list, or a word that all is well. */
export function ProblemsPanel() {
  const diagnostics = useEditor((state) => state.analysis.diagnostics);
  if (diagnostics.length === 0)
    return (
      <EmptyState icon={<CircleCheck size={20} />} title="No problems">
        The document follows the language and every name leads somewhere.
      </EmptyState>
    );
  return (
    <ul className={styles.list}>
      {diagnostics.map((diagnostic) => (
        <Problem key={`${diagnostic.code}@${diagnostic.range.start}:${diagnostic.message}`} diagnostic={diagnostic} />
      ))}
    </ul>
  );
}

function Problem({ diagnostic }: { readonly diagnostic: Diagnostic }) {
  const { store, ui } = useDesigner();
  const source = useEditor((state) => state.analysis.source);
  const index = useEditor((state) => state.drawing.index);
  const task = taskAt(index, diagnostic.reference);
  const Sign = SIGNS[diagnostic.severity];
  const go = () => {
    if (task !== undefined) store.select([task], "form");
    ui.setState({ text: true, reveal: { offset: diagnostic.range.start } });
  };
  return (
    <li className={styles.problem}>
      <button type="button" className={styles.go} onClick={go}>
        <Sign size={14} className={styles[diagnostic.severity]} aria-hidden="true" />
        <span className="visually-hidden">{diagnostic.severity}: </span>
        <span className={styles.message}>{diagnostic.message}</span>
        <span className={styles.place}>
          {task === undefined ? "document" : index.places.get(task)?.node.name}, line{" "}
          {source.position(diagnostic.range.start).line}
        </span>
      </button>
      {diagnostic.fixes?.map((fix) => (
        <Button key={fix.title} size="sm" onClick={() => store.applyTextEdits(fix.edits, fix.title)}>
          {fix.title}
        </Button>
      ))}
    </li>
  );
}
