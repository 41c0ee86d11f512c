// The inside of a task with scopes: a titled region per scope, and the lines that spread and gather fork branches.

import { memo } from "react";
import { classNames } from "../../ui/class-names.ts";
import type { NodeBox, Point, ScopeBox } from "../kernels/flow-layout.ts";
import { SIZES } from "../kernels/layout-sizes.ts";
import { roundedPath } from "../kernels/rounded-path.ts";
import styles from "./container-body.module.css";

/** The words for a scope's role where it has no title of its own. */
const ROLE_WORDS: Readonly<Record<string, string>> = {
  do: "steps",
  for: "for each",
  foreach: "for each event",
  try: "try",
  catch: "catch",
  fork: "branches",
};

/** Drawn under the cards of the scope; takes no pointer events. */
export interface ContainerBodyProps {
  readonly box: NodeBox;
  readonly scopes: readonly ScopeBox[];
  readonly links: readonly (readonly Point[])[];
}

/** Scope regions in the card's own coordinates. */
export const ContainerBody = memo(function ContainerBody({ box, scopes, links }: ContainerBodyProps) {
  return (
    <div className={styles.body} aria-hidden="true">
      {scopes.map(({ scope, x, y, width, height }, at) => (
        <div
          key={scope.list}
          className={classNames(styles.scope, at > 0 && styles.later, scope.role === "catch" && styles.catch)}
          style={{ left: x - box.x, top: y - box.y, width, height }}
        >
          <span className={styles.title} style={{ height: SIZES.scopeTitle }}>
            {scope.title === "" ? ROLE_WORDS[scope.role] : scope.title}
          </span>
        </div>
      ))}
      {links.length > 0 && (
        <svg className={styles.links} width={box.width} height={box.height}>
          {links.map((points) => (
            <path key={points.map(({ x, y }) => `${x},${y}`).join(" ")} d={roundedPath(points)} />
          ))}
        </svg>
      )}
    </div>
  );
});
