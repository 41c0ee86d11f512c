// The document as a graph: what the canvas, the command line and exports draw. Works on any value, valid or not.
// The invariant (law 4): each visited task is exactly one node, its id is its reference, and edges stay inside one scope.
// What is drawn of a value at a reference depends on nothing else, so the same value there gives the same object again: an edit
// makes new nodes for what it changed only, and whoever draws them can tell by identity.

import type { Json } from "@ironweave/jq";
import { joinReference, memberOf, resolveReference } from "../document/reference.ts";
import type { Reference } from "../document/reference.ts";
import { NESTED_LISTS, rootLists } from "../document/visit-lists.ts";
import { tasksOfList } from "../document/visit-tasks.ts";
import type { VisitedTask } from "../document/visit-tasks.ts";
import type { Graph, GraphNode, GraphScope, ScopeRole } from "./graph.ts";
import { looseEnds, scopeEdges } from "./scope-edges.ts";
import { shortText, textAt } from "./short-text.ts";
import { TASK_PICTURES } from "./task-picture.ts";
import { triggerText } from "./trigger-text.ts";

/** The graph of a document. Tasks of no known kind become `unknown` nodes; lists of the wrong type are empty or left out. */
export function compileGraph(document: Json | undefined): Graph {
  const [flow, ...others] = rootLists(document).map((root) => {
    const title =
      root.role === "root" ? textAt(document, "document", "title") || textAt(document, "document", "name") : root.title;
    return scope(root.list, root.role, title, resolveReference(document, root.list));
  });
  const trigger = triggerText(document);
  return {
    root: flow ?? scope("/do", "root", "", undefined),
    ...(others.length > 0 && { definitions: others }),
    ...(trigger !== undefined && { trigger }),
  };
}

/** What was made last of each list and of each task's body. */
const scopes = new WeakMap<object, GraphScope>();
const nodes = new WeakMap<object, GraphNode>();

function scope(list: Reference, role: ScopeRole, title: string, value: Json | undefined): GraphScope {
  const key = typeof value === "object" && value !== null ? value : undefined;
  const known = key === undefined ? undefined : scopes.get(key);
  if (known?.list === list && known.role === role && known.title === title) return known;
  const tasks = tasksOfList(list, value);
  const edges = role === "fork" || role === "function" ? [] : scopeEdges(list, tasks);
  const loose = edges.length === 0 ? [] : looseEnds(tasks);
  const made = { list, role, title, nodes: tasks.map(node), edges, ...(loose.length > 0 && { loose }) };
  if (key !== undefined) scopes.set(key, made);
  return made;
}

function node(visit: VisitedTask): GraphNode {
  const key = typeof visit.task === "object" && visit.task !== null ? visit.task : undefined;
  const known = key === undefined ? undefined : nodes.get(key);
  if (known?.id === visit.reference) return known;
  const made = nodeOf(visit);
  if (key !== undefined) nodes.set(key, made);
  return made;
}

function nodeOf(visit: VisitedTask): GraphNode {
  const { reference, name, kind, task } = visit;
  const conditional = memberOf(task, "if") !== undefined;
  if (kind === "unknown" || task === undefined) {
    return { id: reference, name, kind: "unknown", summary: shortText(task), conditional, scopes: [] };
  }
  const picture = TASK_PICTURES[kind];
  const action = picture.action(task);
  return {
    id: reference,
    name,
    kind,
    ...(action !== undefined && { action }),
    summary: picture.summary(task),
    conditional,
    scopes: nestedScopes(reference, kind, task),
  };
}

function nestedScopes(reference: Reference, kind: Exclude<GraphNode["kind"], "unknown">, task: Json): GraphScope[] {
  const scopes: GraphScope[] = [];
  for (const nested of NESTED_LISTS[kind]) {
    if (nested.applies !== undefined && !nested.applies(task)) continue;
    let value: Json | undefined = task;
    for (const key of nested.path) value = memberOf(value, key);
    if (!Array.isArray(value)) continue;
    const title = TASK_PICTURES[kind].scopeTitle(task, nested.role);
    scopes.push(scope(joinReference(reference, ...nested.path), nested.role, title, value));
  }
  return scopes;
}
