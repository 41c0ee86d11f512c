// What is true of a document without running it: text, document, validation, graph, run protocol.
export type { Diagnostic, QuickFix, Severity, TextEdit, TextRange } from "./diagnostic.ts";
export type { Reference } from "./document/reference.ts";
export { TASK_KINDS } from "./document/task-kind.ts";
export type { TaskKind } from "./document/task-kind.ts";
export type { Caution, Edit, EditResult, NamedTask, PlannedEdit, WrittenItem } from "./yaml/edit.ts";
export type { LocateTarget, Source } from "./yaml/source.ts";
export type { EdgeEnd, EdgeKind, Graph, GraphEdge, GraphNode, GraphScope, LooseEnd, ScopeRole } from "./graph/graph.ts";
export * from "./run/index.ts";
export { applyTextEdits, invertTextEdits } from "./yaml/apply-text-edits.ts";
export { MAX_ALIAS_EXPANSION, MAX_DEPTH, MAX_SOURCE_BYTES } from "./yaml/limits.ts";
export { parseSource } from "./yaml/parse-source.ts";
export { reparseSource } from "./yaml/reparse-source.ts";
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
export { DSL_VERSIONS, LATEST_DSL_VERSION, isAtLeast, isDslVersion } from "./document/dsl-version.ts";
export type { DslVersion } from "./document/dsl-version.ts";
export { documentSchema, taskSchema } from "./document/document-schema.ts";
export type { ExpressionRole, NameKind } from "./document/schema-node.ts";
export type { Authentication, AuthenticationPolicy } from "./document/authentication.ts";
export type { DataSchema, Export, Input, Output } from "./document/data-flow.ts";
export type { Duration, DurationParts, Timeout } from "./document/duration.ts";
export type { Catalog, Endpoint, ExternalResource } from "./document/endpoint.ts";
export type { ErrorDefinition, ErrorFilter, RetryPolicy } from "./document/error.ts";
export type { EmittedEvent, EventFilter, EventStrategy, SubscriptionIterator } from "./document/event.ts";
export type { TaskItem, TaskList } from "./document/task-list.ts";
export type {
  CallTask,
  DoTask,
  EmitTask,
  ForTask,
  ForkTask,
  ListenTask,
  RaiseTask,
  RunTask,
  SetTask,
  SwitchTask,
  Task,
  TaskOfKind,
  TryTask,
  WaitTask,
} from "./document/task.ts";
export { DEFAULT_CATALOG } from "./document/default-catalog.ts";
export { CALL_PROTOCOLS } from "./document/tasks/call.ts";
export type { A2aArguments, McpArguments } from "./document/tasks/call-agents.ts";
export type { AsyncApiArguments } from "./document/tasks/call-asyncapi.ts";
export type { GrpcArguments } from "./document/tasks/call-grpc.ts";
export type { HttpArguments, OpenApiArguments } from "./document/tasks/call-http.ts";
export type { ContainerProcess, ScriptProcess, ShellProcess, WorkflowProcess } from "./document/tasks/run.ts";
export type { SwitchCase } from "./document/tasks/switch.ts";
export type { DocumentHeader, Extension, Schedule, Use, WorkflowDocument } from "./document/workflow.ts";
export { dslVersionOf } from "./validate/dsl-version-of.ts";
export { declaredNames, nameInText, renameInText } from "./validate/names-in-text.ts";
export { variablesAt } from "./validate/variables-at.ts";
export { validate, validateValue } from "./validate/validate.ts";
export type { Locate } from "./validate/to-diagnostics.ts";
export { upgradeSource } from "./upgrade/upgrade-source.ts";
export type { UpgradeResult } from "./upgrade/upgrade-source.ts";
export { applyEdit } from "./yaml/apply-edit.ts";
export type { ApplyEditResult, EditOutcome } from "./yaml/apply-edit.ts";
export type { EditProblem } from "./yaml/edit-changes.ts";
export { planEdit } from "./yaml/plan-edit.ts";
export { readWrittenTasks } from "./yaml/read-written-tasks.ts";
export type { WrittenPlace, WrittenTasks } from "./yaml/read-written-tasks.ts";
export { writeTasks } from "./yaml/write-tasks.ts";
export { layoutGraph } from "./graph/layout.ts";
export { DEFAULT_LAYOUT } from "./graph/layout-options.ts";
export type {
  Box,
  EdgePath,
  GraphLayout,
  InsertionPoint,
  LayoutOptions,
  NodeBox,
  Point,
  ScopeBox,
} from "./graph/layout-options.ts";
export { diffDocuments } from "./graph/diff-documents.ts";
export type { DocumentDifference, TaskChange, TaskDifference } from "./graph/diff-documents.ts";
export { compareEffects, countEffects } from "./effects/compare-effects.ts";
export type { EffectDifference } from "./effects/compare-effects.ts";
export { EFFECT_KINDS, listEffects } from "./effects/list-effects.ts";
export type { DescribeCall, Repeatable, TaskEffect, TaskEffectKind } from "./effects/list-effects.ts";
export { parseCron } from "./schedule/parse-cron.ts";
export type { Cron } from "./schedule/parse-cron.ts";
export { diffToSvg } from "./graph/diff-to-svg.ts";
export { graphToMermaid } from "./graph/graph-to-mermaid.ts";
export { escapeXml, graphToSvg } from "./graph/graph-to-svg.ts";
export { importDirektiv, importDirektivFolder, isDirektivWorkflow } from "./import/import-direktiv.ts";
export type { ImportedFile, ImportOptions, ImportResult } from "./import/import-direktiv.ts";
export type { ImportCode } from "./import/read/problem.ts";
