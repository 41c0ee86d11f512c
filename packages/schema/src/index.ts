// What is true of a document without running it: text, document, validation, graph, run protocol.
export type { Diagnostic, QuickFix, Severity, TextEdit, TextRange } from "./diagnostic.ts";
export type { Reference } from "./document/reference.ts";
export { TASK_KINDS } from "./document/task-kind.ts";
export type { TaskKind } from "./document/task-kind.ts";
export type { Edit, EditResult, NamedTask, PlannedEdit } from "./yaml/edit.ts";
export type { LocateTarget, Source } from "./yaml/source.ts";
export type { EdgeEnd, EdgeKind, Graph, GraphEdge, GraphNode, GraphScope, ScopeRole } from "./graph/graph.ts";
export * from "./run/index.ts";
