// While the text does not parse: what the drawing is of, why, and where the mistake stands.

import { TriangleAlert } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import type { Drawn } from "../store/editor-state.ts";
import { useDesigner, useEditor } from "./designer-context.ts";
import styles from "./stale-banner.module.css";

const WORDS: { readonly [D in Drawn]: string } = {
  text: "",
  earlier: "This is the last good drawing; the other steps can still be edited.",
  part: "The drawing leaves that part out; the other steps can still be edited.",
  version: "The drawing is that of the last saved version.",
  none: "There is no drawing of it before it is mended.",
};

/** Nothing while the text parses. */
export function StaleBanner() {
  const { ui } = useDesigner();
  const stale = useEditor((state) => state.stale);
  const drawn = useEditor((state) => state.drawn);
  const problem = useEditor((state) => state.analysis.diagnostics.find(({ severity }) => severity === "error"));
  const source = useEditor((state) => state.analysis.source);
  if (!stale) return null;
  const line = problem === undefined ? undefined : source.position(problem.range.start).line;
  return (
    <div className={styles.banner} role="status">
      <TriangleAlert size={15} aria-hidden="true" />
      <p>
        <strong>The text does not parse{line === undefined ? "" : ` at line ${line}`}.</strong> {WORDS[drawn]}{" "}
        <span className={styles.detail}>{problem?.message}</span>
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
