// A graph as a picture on its own: no script, no fonts to load, light and dark by the viewer's wish.
// Layout is structural: tasks of a scope stand in a column (branches side by side), scopes stand inside their task.

import type { Graph, GraphEdge, GraphNode, GraphScope } from "@ironweave/schema";

const WIDTH = 220;
const HEIGHT = 46;
const GAP = 34;
const PAD = 16;
const HEADER = 30;
const LANE = 18;
const DOT = 14;
/** Width of a letter of small text, about. */
const LETTER = 6;

interface Box {
  readonly width: number;
  readonly height: number;
  /** Draws at a place and tells where each thing is. */
  draw(x: number, y: number, out: string[]): void;
}

/** A whole SVG document, ending with a line break. */
export function graphSvg(graph: Graph): string {
  const boxes = [graph.root, ...(graph.definitions ?? [])].map(scopeBox);
  const width = boxes.reduce((sum, box) => sum + box.width + GAP, GAP);
  const top = graph.trigger === undefined ? GAP : GAP + HEADER;
  const height = Math.max(...boxes.map((box) => box.height)) + top + GAP;
  const out: string[] = [];
  if (graph.trigger !== undefined) out.push(text(GAP, GAP, `⏱ ${graph.trigger}`, "quiet"));
  let x = GAP;
  for (const box of boxes) {
    box.draw(x, top, out);
    x += box.width + GAP;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
${STYLE}
${out.join("\n")}
</svg>
`;
}

function scopeBox(scope: GraphScope): Box {
  const boxes = scope.nodes.map(nodeBox);
  return scope.role === "fork" || scope.role === "function" ? row(scope, boxes) : column(scope, boxes);
}

function row(scope: GraphScope, boxes: readonly Box[]): Box {
  const width = Math.max(
    WIDTH,
    boxes.reduce((sum, box) => sum + box.width + PAD, -PAD),
  );
  const height = HEADER + Math.max(HEIGHT, ...boxes.map((box) => box.height));
  return {
    width,
    height,
    draw(x, y, out) {
      out.push(text(x, y + 14, scopeTitle(scope), "quiet"));
      let at = x;
      for (const box of boxes) {
        box.draw(at, y + HEADER, out);
        at += box.width + PAD;
      }
    },
  };
}

function column(scope: GraphScope, boxes: readonly Box[]): Box {
  const order = new Map<string, number>([
    ["start", -1],
    ...scope.nodes.map(({ id }, index) => [id, index] as const),
    ["end", boxes.length],
  ]);
  const isStraight = ({ from, to, back }: GraphEdge) => !back && (order.get(to) ?? 0) - (order.get(from) ?? 0) === 1;
  const curved = scope.edges.filter((edge) => !isStraight(edge));
  const inner = Math.max(WIDTH, ...boxes.map((box) => box.width));
  // Each edge that is not straight has a lane of its own, wide enough for its label.
  const lanes: number[] = [];
  let right = inner + (curved.length > 0 ? PAD : 0);
  for (const { label } of curved) {
    lanes.push(right);
    right += LANE + (label === undefined ? 0 : Math.min(clip(label, 24).length * LETTER, 150));
  }
  const height = HEADER + DOT + GAP + boxes.reduce((sum, box) => sum + box.height + GAP, 0) + DOT;
  return {
    width: right,
    height,
    draw(x, y, out) {
      const centre = x + inner / 2;
      out.push(text(x, y + 14, scopeTitle(scope), "quiet"));
      const tops: number[] = [];
      const ends: number[] = [];
      let at = y + HEADER + DOT + GAP;
      for (const box of boxes) {
        tops.push(at);
        ends.push(at + box.height);
        at += box.height + GAP;
      }
      const topOf = (end: string) => (end === "end" ? at : (tops[order.get(end) ?? 0] ?? at));
      const bottomOf = (end: string) => (end === "start" ? y + HEADER + DOT : (ends[order.get(end) ?? 0] ?? at));
      for (const edge of scope.edges.filter(isStraight)) {
        out.push(
          `<path class="edge" d="M${centre} ${bottomOf(edge.from)}V${topOf(edge.to) - 5}"/>${arrow(centre, topOf(edge.to))}`,
        );
        if (edge.label !== undefined)
          out.push(text(centre + 6, (bottomOf(edge.from) + topOf(edge.to)) / 2 + 4, edge.label, "quiet"));
      }
      for (const [index, edge] of curved.entries()) {
        const lane = x + (lanes[index] ?? inner);
        const from = bottomOf(edge.from) + 6 + (index % 4) * 3;
        const to = topOf(edge.to) - 12 - (index % 4) * 3;
        out.push(
          `<path class="edge${edge.back ? " back" : ""}" d="M${centre} ${bottomOf(edge.from)}V${from}H${lane}V${to}H${centre}V${topOf(edge.to) - 5}"/>${arrow(centre, topOf(edge.to))}`,
        );
        if (edge.label !== undefined) out.push(text(lane + 4, from + 12, clip(edge.label, 24), "quiet"));
      }
      out.push(`<circle class="dot" cx="${centre}" cy="${y + HEADER + DOT / 2}" r="${DOT / 2}"/>`);
      for (const [index, box] of boxes.entries()) box.draw(centre - box.width / 2, tops[index] ?? at, out);
      out.push(`<circle class="dot end" cx="${centre}" cy="${at + DOT / 2}" r="${DOT / 2}"/>`);
    },
  };
}

function nodeBox(node: GraphNode): Box {
  const scopes = node.scopes.map(scopeBox);
  if (scopes.length === 0) {
    return {
      width: WIDTH,
      height: HEIGHT,
      draw(x, y, out) {
        out.push(
          `<g><title>${escape(node.id)}</title><rect class="node ${node.kind}${node.conditional ? " if" : ""}" x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
        );
        out.push(text(x + 12, y + 19, clip(node.name, 26), "name"));
        out.push(`${text(x + 12, y + 36, clip(`${node.action ?? node.kind} ${node.summary}`, 34), "quiet")}</g>`);
      },
    };
  }
  const width = Math.max(
    WIDTH,
    scopes.reduce((sum, box) => sum + box.width + PAD, PAD),
  );
  const height = HEADER + PAD + Math.max(...scopes.map((box) => box.height));
  return {
    width,
    height,
    draw(x, y, out) {
      out.push(
        `<g><title>${escape(node.id)}</title><rect class="group${node.conditional ? " if" : ""}" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>`,
      );
      out.push(`${text(x + 12, y + 19, `${clip(node.name, 26)} · ${node.kind}`, "name")}</g>`);
      let at = x + PAD;
      for (const box of scopes) {
        box.draw(at, y + HEADER, out);
        at += box.width + PAD;
      }
    },
  };
}

function scopeTitle({ title, role }: GraphScope): string {
  return clip(title === "" ? (role === "root" ? "" : role) : title, 60);
}

function arrow(x: number, y: number): string {
  return `<path class="head" d="M${x} ${y}l-4 -7h8z"/>`;
}

function text(x: number, y: number, content: string, style: string): string {
  return content === "" ? "" : `<text class="${style}" x="${x}" y="${y}">${escape(content)}</text>`;
}

function clip(content: string, length: number): string {
  const line = content.replaceAll(/\s+/gu, " ").trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

function escape(content: string): string {
  return (
    content
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // oxlint-disable-next-line no-control-regex -- XML has no such characters
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, "�")
  );
}

const STYLE = `<style>
svg{--ink:#1c2430;--quiet:#5b6675;--line:#8a95a5;--card:#fff;--group:#f4f6f9;--accent:#3157d5;background:#fff;font:13px system-ui,sans-serif}
@media(prefers-color-scheme:dark){svg{--ink:#e8ecf2;--quiet:#9aa6b6;--line:#6b7787;--card:#222a35;--group:#1a2029;--accent:#8ba6ff;background:#141920}}
.node{fill:var(--card);stroke:var(--line)}.group{fill:var(--group);stroke:var(--line)}.if{stroke-dasharray:5 3}
.switch,.raise{stroke:var(--accent)}.unknown{stroke:#c2410c}.name{fill:var(--ink);font-weight:600}.quiet{fill:var(--quiet);font-size:11px}
.edge{fill:none;stroke:var(--line);stroke-width:1.5}.back{stroke-dasharray:4 3}.head{fill:var(--line)}.dot{fill:var(--line)}.end{fill:var(--card);stroke:var(--line);stroke-width:3}
</style>`;
