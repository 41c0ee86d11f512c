// Sizes of the picture, in pixels, and what the layout answers. Pure data.

import type { Reference } from "../document/reference.ts";
import type { EdgeKind, ScopeRole } from "./graph.ts";

export interface LayoutOptions {
  /** Size of a task's card. @default 240 × 64 */
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  /** Between cards below each other; room for the edge, its label and the insertion point. @default 56 */
  readonly gapY: number;
  /** Between cards side by side. @default 32 */
  readonly gapX: number;
  /** Between a container's border and what is in it. @default 20 */
  readonly padding: number;
  /** Height of a scope's title. @default 28 */
  readonly titleHeight: number;
  /** Between the lanes of edges that run beside the cards. @default 16 */
  readonly laneGap: number;
  /** Room for a label between a card and the first lane. @default 88 */
  readonly labelWidth: number;
  /** Radius of the corners of edges. @default 8 */
  readonly corner: number;
  /** Tasks whose scopes are not drawn. @default none */
  readonly folded: ReadonlySet<Reference>;
}

export const DEFAULT_LAYOUT: LayoutOptions = {
  nodeWidth: 240,
  nodeHeight: 64,
  gapY: 56,
  gapX: 32,
  padding: 20,
  titleHeight: 28,
  laneGap: 16,
  labelWidth: 88,
  corner: 8,
  folded: new Set(),
};

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A task's place. A container's card is the strip of `header` pixels at its top; a plain card is all header. */
export interface NodeBox extends Box {
  readonly header: number;
  /** The list that holds the task, for callers that nest boxes. */
  readonly list: Reference;
  readonly container: boolean;
  /** True where the task has scopes that are not drawn. */
  readonly folded: boolean;
}

/** A scope's area inside its container (or the whole picture); the title stands in its first `titleHeight` pixels. */
export interface ScopeBox extends Box {
  readonly role: ScopeRole;
  readonly title: string;
  /** The marks where the scope begins and ends; absent in a fork and among functions. */
  readonly start?: Box;
  readonly end?: Box;
}

/** Where a new task would go: before position `index` of `list`. */
export interface InsertionPoint extends Point {
  readonly list: Reference;
  readonly index: number;
  /** The edge it stands on, where there is one. */
  readonly edge?: string;
}

/** An edge as a line with right angles: its corner points, the same as an SVG path with round corners, and its label's middle. */
export interface EdgePath {
  readonly id: string;
  readonly list: Reference;
  readonly kind: EdgeKind;
  readonly back: boolean;
  readonly points: readonly Point[];
  readonly path: string;
  readonly label?: Point & { readonly text: string };
}

/** The picture with absolute positions; the origin is its upper left corner. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<Reference, NodeBox>;
  readonly scopes: ReadonlyMap<Reference, ScopeBox>;
  readonly edges: readonly EdgePath[];
  readonly insertions: readonly InsertionPoint[];
}
