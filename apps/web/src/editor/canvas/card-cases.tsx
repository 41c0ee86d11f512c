// The cases of a switch as rows of its card, each with a port of its own; and every `then` that leads to no step.

import { CircleAlert } from "lucide-react";
import { memo } from "react";
import { SIZES } from "../kernels/layout-sizes.ts";
import type { NodeBox } from "../kernels/flow-layout.ts";
import type { NodePlace } from "../kernels/graph-index.ts";
import { useCanvas } from "./canvas-context.ts";
import styles from "./card-cases.module.css";
import { ConnectHandle } from "./connect-handle.tsx";

/** One row per case; the row's middle is where its edge leaves. */
export const CardCases = memo(function CardCases({ box, place }: { readonly box: NodeBox; readonly place: NodePlace }) {
  const { editing } = useCanvas();
  return (
    <ul className={styles.cases} style={{ top: SIZES.cardHeight }}>
      {box.cases.map((edge) => (
        <li key={edge.id} className={styles.case} style={{ height: SIZES.caseHeight }}>
          <span className={styles.name}>{edge.label ?? "then"}</span>
          {"missing" in edge ? (
            <span className={styles.missing} title={`There is no step ${edge.missing} in this list`}>
              <CircleAlert size={11} /> no step {edge.missing}
            </span>
          ) : (
            edge.to === "end" && <span className={styles.target}>{edge.ends === true ? "ends" : "exits"}</span>
          )}
          {editing !== undefined && <ConnectHandle place={place} row={edge} />}
        </li>
      ))}
    </ul>
  );
});
