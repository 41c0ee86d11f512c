// What is true of a document without running it: text, document, validation, graph, run protocol.
export type { Diagnostic, QuickFix, Severity, TextEdit, TextRange } from "./diagnostic.ts";
export type { Reference } from "./document/reference.ts";
export { TASK_KINDS } from "./document/task-kind.ts";
export type { TaskKind } from "./document/task-kind.ts";
export type { Edit, EditResult, NamedTask, PlannedEdit } from "./yaml/edit.ts";
export type { LocateTarget, Source } from "./yaml/source.ts";
export type { EdgeEnd, EdgeKind, Graph, GraphEdge, GraphNode, GraphScope, ScopeRole } from "./graph/graph.ts";
export * from "./run/index.ts";
export { applyTextEdits, invertTextEdits } from "./yaml/apply-text-edits.ts";
export { MAX_ALIAS_EXPANSION, MAX_DEPTH, MAX_SOURCE_BYTES } from "./yaml/limits.ts";
export { parseSource } from "./yaml/parse-source.ts";
export { SourceError, readDocument } from "./yaml/read-document.ts";
export type { NodeStyle, NodeType, SyntaxEntry, SyntaxNode } from "./yaml/syntax-tree.ts";
export {
  isWithin,
  joinReference,
  memberOf,
  parentReference,
  referenceTokens,
  resolveReference,
} from "./document/reference.ts";
export { kindOfTask } from "./document/visit-kind.ts";
export { NESTED_LISTS, rootLists } from "./document/visit-lists.ts";
export type { ListRole, NestedList, RootList } from "./document/visit-lists.ts";
export { tasksOfList, visitTasks } from "./document/visit-tasks.ts";
export type { VisitedTask } from "./document/visit-tasks.ts";
export { compileGraph } from "./graph/compile-graph.ts";
