// The document as a picture: a tree of scopes, each with nodes and edges of its own. No positions; layout is the canvas's.
// Law 4: every task is exactly one node; a node's id is its reference; edges join nodes of one scope only.

import type { Reference } from "../document/reference.ts";
import type { TaskKind } from "../document/task-kind.ts";

/** Where an edge begins or ends: a task's reference, or `start` and `end` for the scope's own entry and exit. */
export type EdgeEnd = string;

/** `next` document order; `then` an explicit directive; `case` a switch case. */
export type EdgeKind = "next" | "then" | "case";

export interface GraphEdge {
  /** Unique in the graph and stable under edits that do not touch it. */
  readonly id: string;
  readonly from: EdgeEnd;
  readonly to: EdgeEnd;
  readonly kind: EdgeKind;
  /** Case name or directive (`exit`, `end`) to show on the edge. */
  readonly label?: string;
  /** Reference of the field that the edge draws (`…/then` or a case's `then`), where there is one. */
  readonly source?: Reference;
  /** True where the edge goes to an earlier task of the scope. */
  readonly back: boolean;
  /** True where `then: end` completes the whole workflow. */
  readonly ends?: boolean;
}

/** A `then` that names no task of its list. Nothing can be drawn to; it is shown at the task that has it. */
export interface LooseEnd {
  /** As the edge's would be. */
  readonly id: string;
  readonly from: Reference;
  readonly kind: "then" | "case";
  /** The case's name. */
  readonly label?: string;
  /** Reference of the `then`. */
  readonly source: Reference;
  /** The name that no task of the list has. */
  readonly missing: string;
}

export type ScopeRole = "root" | "do" | "for" | "foreach" | "try" | "catch" | "fork" | "function" | "before" | "after";

/** A task list. In a `fork` scope the nodes stand side by side and have no edges between them. */
export interface GraphScope {
  /** Reference of the task list, e.g. `/do`. */
  readonly list: Reference;
  readonly role: ScopeRole;
  /** Short text for the container's header, e.g. `each host in .hosts`. */
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Absent where every `then` leads somewhere. */
  readonly loose?: readonly LooseEnd[];
}

/** One task. `unknown` is a task whose kind cannot be told; it is drawn all the same. */
export interface GraphNode {
  readonly id: Reference;
  readonly name: string;
  readonly kind: TaskKind | "unknown";
  /** The call's function or protocol (`http`), the run's process (`container`), where there is one. */
  readonly action?: string;
  /** One line that says what the task does, e.g. `POST https://api…/devices`. */
  readonly summary: string;
  readonly conditional: boolean;
  readonly scopes: readonly GraphScope[];
}

/**
 * The whole picture. `trigger` is a line for `schedule`, where there is one. `definitions` are the scopes beside the flow:
 * the tasks of `use.functions` (without edges) and the lists of extensions.
 */
export interface Graph {
  readonly root: GraphScope;
  readonly definitions?: readonly GraphScope[];
  readonly trigger?: string;
}
