// A graph as Mermaid's flowchart text: scopes are subgraphs, edges join siblings.

import type { Graph, GraphEdge, GraphNode, GraphScope } from "@ironweave/schema";

/** Flowchart text, ending with a line break. */
export function graphMermaid(graph: Graph): string {
  const ids = new Map<string, string>();
  const idOf = (reference: string): string => {
    const known = ids.get(reference) ?? `n${ids.size}`;
    ids.set(reference, known);
    return known;
  };
  const lines = ["flowchart TD"];
  if (graph.trigger !== undefined)
    lines.push(`  trigger[/${label(graph.trigger)}/] -.-> ${idOf(`${graph.root.list} start`)}`);
  writeScope(graph.root, "  ", lines, idOf);
  return `${lines.join("\n")}\n`;
}

function writeScope(scope: GraphScope, indent: string, lines: string[], idOf: (reference: string) => string): void {
  const used = new Set(scope.edges.flatMap(({ from, to }) => [from, to]));
  if (used.has("start")) lines.push(`${indent}${idOf(`${scope.list} start`)}((" "))`);
  for (const node of scope.nodes) writeNode(node, indent, lines, idOf);
  if (used.has("end")) lines.push(`${indent}${idOf(`${scope.list} end`)}(((" ")))`);
  for (const edge of scope.edges) lines.push(`${indent}${writeEdge(edge, scope, idOf)}`);
}

function writeNode(node: GraphNode, indent: string, lines: string[], idOf: (reference: string) => string): void {
  const id = idOf(node.id);
  const title = label(`${node.name}\n${node.action ?? node.kind}`);
  if (node.scopes.length === 0) {
    lines.push(node.kind === "switch" ? `${indent}${id}{${title}}` : `${indent}${id}[${title}]`);
    return;
  }
  lines.push(`${indent}subgraph ${id}[${label(`${node.name} · ${node.kind}`)}]`);
  for (const scope of node.scopes) {
    const inner = idOf(`${scope.list} scope`);
    lines.push(`${indent}  subgraph ${inner}[${label(scope.title === "" ? scope.role : scope.title)}]`);
    writeScope(scope, `${indent}    `, lines, idOf);
    lines.push(`${indent}  end`);
  }
  lines.push(`${indent}end`);
}

function writeEdge(edge: GraphEdge, scope: GraphScope, idOf: (reference: string) => string): string {
  const end = (reference: string) =>
    idOf(reference === "start" || reference === "end" ? `${scope.list} ${reference}` : reference);
  const arrow = edge.back ? "-.->" : "-->";
  return `${end(edge.from)} ${arrow}${edge.label === undefined ? "" : `|${label(edge.label)}|`} ${end(edge.to)}`;
}

function label(text: string): string {
  return `"${text.replaceAll("&", "#amp;").replaceAll('"', "#quot;").replaceAll("<", "#lt;").replaceAll(">", "#gt;").replaceAll("\n", "<br/>")}"`;
}
