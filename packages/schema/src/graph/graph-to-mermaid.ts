// A graph as a Mermaid flowchart, for README files and chats. Ids are made up, as references hold characters that Mermaid
// does not take; labels are quoted and escaped.

import type { Reference } from "../document/reference.ts";
import type { Graph, GraphEdge, GraphNode, GraphScope } from "./graph.ts";

/** The graph as Mermaid text. Scopes become subgraphs; back edges are dotted. */
export function graphToMermaid(graph: Graph): string {
  const ids = new Map<Reference, string>();
  const idOf = (reference: Reference): string => {
    const id = ids.get(reference) ?? `t${ids.size}`;
    ids.set(reference, id);
    return id;
  };
  const lines = ["flowchart TB"];
  const drawScope = (scope: GraphScope, indent: string): void => {
    const [start, end] = [idOf(`${scope.list}#start`), idOf(`${scope.list}#end`)];
    if (scope.edges.length > 0) {
      const mark = scope.role === "root" ? ['(["start"])', '(["end"])'] : ['((" "))', '((" "))'];
      lines.push(`${indent}${start}${mark[0]}`, `${indent}${end}${mark[1]}`);
    }
    for (const node of scope.nodes) drawNode(node, indent);
    for (const edge of scope.edges) lines.push(indent + drawEdge(edge, scope, idOf));
  };
  const drawNode = (node: GraphNode, indent: string): void => {
    const label = [node.name, node.summary].filter(Boolean).map(escapeLabel).join("<br/>");
    if (node.scopes.length === 0) {
      const [open, close] = node.kind === "switch" ? ["{", "}"] : ["[", "]"];
      lines.push(`${indent}${idOf(node.id)}${open}"${label}"${close}`);
      return;
    }
    lines.push(`${indent}subgraph ${idOf(node.id)}["${label}"]`);
    for (const scope of node.scopes) {
      lines.push(`${indent}  subgraph ${idOf(scope.list)}["${escapeLabel(scope.title)}"]`);
      drawScope(scope, `${indent}    `);
      lines.push(`${indent}  end`);
    }
    lines.push(`${indent}end`);
  };
  drawScope(graph.root, "  ");
  for (const scope of graph.definitions ?? []) {
    lines.push(`  subgraph ${idOf(scope.list)}["${escapeLabel(scope.title)}"]`);
    drawScope(scope, "    ");
    lines.push("  end");
  }
  return `${lines.join("\n")}\n`;
}

function drawEdge(edge: GraphEdge, scope: GraphScope, idOf: (reference: Reference) => string): string {
  const end = (name: string): string => idOf(name === "start" || name === "end" ? `${scope.list}#${name}` : name);
  const arrow = edge.back ? "-.->" : "-->";
  const label = edge.label === undefined ? "" : `|"${escapeLabel(edge.label)}"|`;
  return `${end(edge.from)} ${arrow}${label} ${end(edge.to)}`;
}

/** Text inside a quoted Mermaid label: quotes, brackets and `#` as entities, one line. */
function escapeLabel(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const escaped = line.replace(/[#"<>&;`\\{}[\]()|*_~]/g, (character) => `#${character.codePointAt(0)};`);
  return escaped === "" ? " " : escaped;
}
