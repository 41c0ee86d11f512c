// A graph as one SVG text: for exports, the command line and pull requests. Pure text; all content is escaped, so that a
// name from a document can never become markup. Readable on light and dark backgrounds.

import type { Reference } from "../document/reference.ts";
import type { Graph, GraphNode, GraphScope } from "./graph.ts";
import { layoutGraph } from "./layout.ts";
import type { EdgePath, GraphLayout, LayoutOptions, NodeBox, ScopeBox } from "./layout-options.ts";

const MARGIN = 24;

const STYLE = `
svg{font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",sans-serif;color:#1f2430;--card:#ffffff;--line:#8a93a6;--soft:#667085;--area:rgba(120,135,165,.09);--accent:#3b62d8}
.card{fill:var(--card);stroke:var(--line);stroke-width:1.25}.area{fill:var(--area);stroke:var(--line);stroke-width:1}
.conditional{stroke-dasharray:5 3}.name{font-size:14px;font-weight:600;fill:currentColor}.soft{font-size:12px;fill:var(--soft)}
.kind{font-size:11px;fill:var(--accent);font-weight:600}.title{font-size:12px;fill:var(--soft);font-weight:600}
.edge{fill:none;stroke:var(--line);stroke-width:1.5}.back{stroke-dasharray:4 3}.mark{fill:var(--card);stroke:var(--line);stroke-width:1.5}
.halo{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}.tip{fill:var(--line)}
.added{--sign:#197741}.removed{--sign:#b3261e}.changed{--sign:#8f5300}.outline{fill:none;stroke:var(--sign);stroke-width:2.5}
.sign{fill:var(--sign)}.signed{font-size:11px;font-weight:600;fill:#ffffff}
@media(prefers-color-scheme:dark){svg{color:#e6e9f0;--card:#1b2130;--line:#78839a;--soft:#a3adc2;--area:rgba(140,155,190,.12);--accent:#8fa9ff}}
`.replaceAll("\n", "");

/** What stands on the upper edge of a task's box: its words and its colour (`added`, `removed`, `changed`). */
export interface SvgMark {
  readonly text: string;
  readonly look: "added" | "removed" | "changed";
}

/** Signs on tasks, by reference. */
export type SvgMarks = ReadonlyMap<Reference, SvgMark>;

/** The graph as an SVG document, drawn by `layoutGraph`, with signs on the tasks that `marks` names. */
export function graphToSvg(graph: Graph, options: Partial<LayoutOptions> = {}, marks: SvgMarks = new Map()): string {
  const layout = layoutGraph(graph, options);
  const width = Math.ceil(layout.width + 2 * MARGIN);
  const height = Math.ceil(layout.height + 2 * MARGIN);
  const body = [
    ...[graph.root, ...(graph.definitions ?? [])].flatMap((scope) => drawScope(scope, layout, graph.trigger)),
    ...layout.edges.map(drawEdge),
    ...layout.edges.flatMap(drawLabel),
    ...[...marks].flatMap(([reference, mark]) => drawMark(layout.nodes.get(reference), mark)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" role="img">`,
    `<title>${escapeXml(graph.root.title || "workflow")}</title>`,
    `<style>${STYLE}</style>`,
    `<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>`,
    ...body,
    "</svg>",
    "",
  ].join("\n");
}

function drawScope(scope: GraphScope, layout: GraphLayout, trigger: string | undefined): string[] {
  const box = layout.scopes.get(scope.list);
  if (box === undefined) return [];
  const root = scope.role === "root";
  return [
    ...(root ? [] : [text("title", box.x + 16, box.y + 22, fitted(scope.title, box.width - 32))]),
    ...drawMarks(box, root, trigger),
    ...scope.nodes.flatMap((node) => drawNode(node, layout)),
  ];
}

function drawMarks(box: ScopeBox, root: boolean, trigger: string | undefined): string[] {
  return [box.start, box.end].flatMap((mark, i) => {
    if (mark === undefined) return [];
    const shape = `<rect class="mark" x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" rx="${mark.height / 2}"/>`;
    if (!root) return [shape];
    const label = text("soft", mark.x + mark.width / 2, mark.y + 21, i === 0 ? "start" : "end", "middle");
    const line =
      i === 0 && trigger !== undefined
        ? [text("soft", mark.x + mark.width + 12, mark.y + 21, fitted(trigger, 320))]
        : [];
    return [shape, label, ...line];
  });
}

function drawNode(node: GraphNode, layout: GraphLayout): string[] {
  const box = layout.nodes.get(node.id);
  if (box === undefined) return [];
  const dashed = node.conditional ? " conditional" : "";
  const kind = node.action === undefined || node.action.length > 24 ? node.kind : `${node.kind} ${node.action}`;
  const room = box.width - 32;
  return [
    // A viewer shows the title on hover: the reference that runs, faults and logs name the task by.
    `<g><title>${escapeXml(node.id)}</title>`,
    rect(box.container ? `area${dashed}` : `card${dashed}`, box, box.height),
    ...(box.container ? [rect("card", box, box.header)] : []),
    text("name", box.x + 16, box.y + 27, fitted(node.name, room - kind.length * 7 - 12, 8)),
    text("kind", box.x + box.width - 16, box.y + 26, kind, "end"),
    text("soft", box.x + 16, box.y + 48, fitted(node.summary + (box.folded ? " …" : ""), room)),
    ...(box.container ? node.scopes.flatMap((scope) => drawScope(scope, layout, undefined)) : []),
    "</g>",
  ];
}

function drawMark(box: NodeBox | undefined, { text: words, look }: SvgMark): string[] {
  if (box === undefined) return [];
  const width = Math.ceil(words.length * 6.6) + 16;
  return [
    `<rect class="outline ${look}" x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="10"/>`,
    `<rect class="sign ${look}" x="${box.x + 12}" y="${box.y - 9}" width="${width}" height="18" rx="9"/>`,
    text("signed", box.x + 20, box.y + 4, words),
  ];
}

function rect(className: string, box: NodeBox, height: number): string {
  return `<rect class="${className}" x="${box.x}" y="${box.y}" width="${box.width}" height="${height}" rx="10"/>`;
}

function drawEdge(edge: EdgePath): string {
  return `<path class="edge${edge.back ? " back" : ""}" d="${edge.path}" marker-end="url(#tip)"/>`;
}

function drawLabel(edge: EdgePath): string[] {
  if (edge.label === undefined) return [];
  return [text("soft halo", edge.label.x, edge.label.y + 4, fitted(edge.label.text, 84), "middle")];
}

function text(className: string, x: number, y: number, content: string, anchor = "start"): string {
  return `<text class="${className}" x="${x}" y="${y}" text-anchor="${anchor}">${escapeXml(content)}</text>`;
}

/** The text cut to a width, by the mean width of a letter. */
function fitted(content: string, width: number, letter = 6.6): string {
  const most = Math.max(1, Math.floor(width / letter));
  const letters = Array.from(content);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : content;
}

/** Text as XML content; characters that XML cannot hold become U+FFFD. */
export function escapeXml(content: string): string {
  return (
    content
      // oxlint-disable-next-line no-control-regex -- XML 1.0 may not hold these
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&#39;")
  );
}
