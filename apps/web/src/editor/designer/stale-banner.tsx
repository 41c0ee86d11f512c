// While the text does not parse: the drawing is the last good one, here is why, and there is the place.

import { TriangleAlert } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { useDesigner, useEditor } from "./designer-context.ts";
import styles from "./stale-banner.module.css";

/** Nothing while the text parses. */
export function StaleBanner() {
  const { ui } = useDesigner();
  const stale = useEditor((state) => state.stale);
  const problem = useEditor((state) => state.analysis.diagnostics.find(({ severity }) => severity === "error"));
  const source = useEditor((state) => state.analysis.source);
  if (!stale) return null;
  const line = problem === undefined ? undefined : source.position(problem.range.start).line;
  return (
    <div className={styles.banner} role="status">
      <TriangleAlert size={15} aria-hidden="true" />
      <p>
        <strong>The text does not parse{line === undefined ? "" : ` at line ${line}`}.</strong> This is the last good
        drawing; the other steps can still be edited. <span className={styles.detail}>{problem?.message}</span>
      </p>
      {problem !== undefined && (
        <Button
          size="sm"
          onClick={() => ui.setState({ text: true, view: "text", reveal: { offset: problem.range.start } })}
        >
          Show
        </Button>
      )}
    </div>
  );
}
