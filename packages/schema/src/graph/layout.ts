// Where everything in a graph goes: cards in one column per scope, top to bottom, in document order; scopes as boxes inside
// their task; a fork's lanes side by side; jumps in lanes beside the column. Designer, command line and exports share it.
// Pure and stable: the same graph and options give the same picture, and an edit moves only what comes after it.
// The invariant: no edge crosses a card, as lanes lie outside the column and stubs run in the rows of their own cards.

import type { Reference } from "../document/reference.ts";
import type { EdgeRun } from "./edge-lanes.ts";
import type { Graph } from "./graph.ts";
import { DEFAULT_LAYOUT } from "./layout-options.ts";
import type {
  Box,
  EdgePath,
  GraphLayout,
  InsertionPoint,
  LayoutOptions,
  NodeBox,
  Point,
  ScopeBox,
} from "./layout-options.ts";
import { isRow, measureScope } from "./measure-layout.ts";
import type { MeasuredNode, MeasuredScope } from "./measure-layout.ts";
import { roundedPath } from "./rounded-path.ts";

/** The layout of a graph. Takes time in proportion to the number of tasks and edges. */
export function layoutGraph(graph: Graph, options: Partial<LayoutOptions> = {}): GraphLayout {
  const settings: LayoutOptions = { ...DEFAULT_LAYOUT, ...options };
  const picture = new Picture(settings);
  const flow = measureScope(graph.root, settings);
  picture.placeScope(flow, 0, 0, flow.width);
  let { width, height } = flow;
  let y = 0;
  const x = flow.width + settings.gapX;
  for (const scope of graph.definitions ?? []) {
    const measured = measureScope(scope, settings);
    picture.placeScope(measured, x, y, measured.width);
    width = Math.max(width, x + measured.width);
    y += measured.height + settings.gapX;
    height = Math.max(height, y - settings.gapX);
  }
  const { nodes, scopes, edges, insertions } = picture;
  return { width, height, nodes, scopes, edges, insertions };
}

/** Where an edge leaves or enters a row. */
interface Row {
  readonly box: Box;
  /** The part of the box at its top to which edges on the sides attach. */
  readonly header: number;
}

class Picture {
  readonly nodes = new Map<Reference, NodeBox>();
  readonly scopes = new Map<Reference, ScopeBox>();
  readonly edges: EdgePath[] = [];
  readonly insertions: InsertionPoint[] = [];
  readonly #options: LayoutOptions;

  constructor(options: LayoutOptions) {
    this.#options = options;
  }

  placeScope(measured: MeasuredScope, x: number, y: number, width: number): void {
    const { scope } = measured;
    const { padding, titleHeight } = this.#options;
    const top = y + padding + (scope.role === "root" ? 0 : titleHeight);
    const box = { x, y, width, height: measured.height, role: scope.role, title: scope.title };
    if (isRow(scope)) {
      this.scopes.set(scope.list, box);
      this.#placeRow(measured, x + width / 2, top);
      return;
    }
    const rows = this.#placeColumn(measured, x + width / 2, top);
    const start = rows[0]?.box;
    const end = rows.at(-1)?.box;
    const marked = measured.mark.width > 0 && start !== undefined && end !== undefined;
    this.scopes.set(scope.list, marked ? { ...box, start, end } : box);
    if (marked) this.#route(measured, rows);
  }

  #placeRow(measured: MeasuredScope, centre: number, top: number): void {
    const { gapX, nodeHeight } = this.#options;
    const total =
      measured.nodes.reduce((sum, node) => sum + node.width, 0) + Math.max(0, measured.nodes.length - 1) * gapX;
    let x = centre - total / 2;
    const { list } = measured.scope;
    const y = top + nodeHeight / 2;
    for (const [index, node] of measured.nodes.entries()) {
      this.insertions.push({ list, index, x: x - gapX / 2, y });
      this.#placeNode(node, list, x, top);
      x += node.width + gapX;
    }
    this.insertions.push({
      list,
      index: measured.nodes.length,
      x: measured.nodes.length === 0 ? centre : x - gapX / 2,
      y,
    });
  }

  /** Places start, tasks and end below each other; the rows as edges see them. */
  #placeColumn(measured: MeasuredScope, centre: number, top: number): Row[] {
    const { gapY } = this.#options;
    const { list } = measured.scope;
    const { mark } = measured;
    const marked = mark.width > 0;
    const markBox = (y: number): Row => ({
      box: { x: centre - mark.width / 2, y, ...mark },
      header: mark.height,
    });
    const straight = straightEdges(measured);
    const onEdge = (row: number): { readonly edge?: string } => {
      const edge = straight.get(row);
      return edge === undefined ? {} : { edge };
    };
    const rows: Row[] = [markBox(top)];
    let y = top + (marked ? mark.height + gapY : 0);
    for (const [index, node] of measured.nodes.entries()) {
      if (marked) this.insertions.push({ list, index, x: centre, y: y - gapY / 2, ...onEdge(index) });
      const box = this.#placeNode(node, list, centre - node.width / 2, y);
      rows.push({ box, header: box.header });
      y += node.height + gapY;
    }
    if (marked) {
      const index = measured.nodes.length;
      this.insertions.push({ list, index, x: centre, y: y - gapY / 2, ...onEdge(index) });
    }
    rows.push(markBox(y));
    return rows;
  }

  #placeNode(measured: MeasuredNode, list: Reference, x: number, y: number): NodeBox {
    const { width, height, folded } = measured;
    const container = measured.scopes.length > 0;
    const box = { x, y, width, height, header: this.#options.nodeHeight, list, container, folded };
    this.nodes.set(measured.node.id, box);
    let top = y + this.#options.nodeHeight;
    for (const scope of measured.scopes) {
      this.placeScope(scope, x, top, width);
      top += scope.height;
    }
    return box;
  }

  #route(measured: MeasuredScope, rows: readonly Row[]): void {
    const { list } = measured.scope;
    const ports = sidePorts(measured.lanes.runs);
    for (const run of measured.lanes.runs) {
      const from = rows[run.from];
      const to = rows[run.to];
      if (from === undefined || to === undefined) continue;
      const points = run.side === "straight" ? straight(from, to) : beside(run, from, to, rows, ports);
      const { edge } = run;
      this.edges.push({
        id: edge.id,
        list,
        kind: edge.kind,
        back: edge.back,
        points,
        path: roundedPath(points, this.#options.corner),
        ...(edge.label !== undefined && { label: { ...this.#labelPoint(run, points), text: edge.label } }),
      });
    }
  }

  #labelPoint(run: EdgeRun, points: readonly Point[]): Point {
    const [a, b] = points;
    if (a === undefined || b === undefined) return { x: 0, y: 0 };
    if (run.side === "straight") return { x: a.x, y: a.y + (b.y - a.y) / 4 };
    if (run.side === "left") return { x: b.x, y: ((points[2]?.y ?? b.y) + b.y) / 2 };
    return { x: a.x + this.#options.labelWidth / 2, y: a.y };
  }
}

function centreOf(box: Box | undefined): number {
  return box === undefined ? 0 : box.x + box.width / 2;
}

function beside(run: EdgeRun, from: Row, to: Row, rows: readonly Row[], ports: ReadonlyMap<string, number>): Point[] {
  const sign = run.side === "right" ? 1 : -1;
  const lane = centreOf(rows[0]?.box) + sign * run.offset;
  const out = from.box.y + from.header * (ports.get(`out ${run.edge.id}`) ?? 0.5);
  const into = to.box.y + to.header * (ports.get(`in ${run.side} ${run.to}`) ?? 0.5);
  const edgeOf = (row: Row): number => (sign > 0 ? row.box.x + row.box.width : row.box.x);
  return [
    { x: edgeOf(from), y: out },
    { x: lane, y: out },
    { x: lane, y: into },
    { x: edgeOf(to), y: into },
  ];
}

function straight(from: Row, to: Row): Point[] {
  const x = from.box.x + from.box.width / 2;
  return [
    { x, y: from.box.y + from.box.height },
    { x, y: to.box.y },
  ];
}

/** The straight edge that leaves each row, by row. */
function straightEdges(measured: MeasuredScope): ReadonlyMap<number, string> {
  return new Map(
    measured.lanes.runs.filter((run) => run.side === "straight").map((run) => [run.from, run.edge.id] as const),
  );
}

/**
 * Where on the side of its header (0 top, 1 bottom) each edge attaches. What enters comes first; what leaves follows, the
 * outermost lane first, so that stubs of one card do not cross its own lanes.
 */
function sidePorts(runs: readonly EdgeRun[]): ReadonlyMap<string, number> {
  const sides = new Map<string, { enters: string | undefined; readonly leaves: EdgeRun[] }>();
  const side = (row: number, name: string): { enters: string | undefined; readonly leaves: EdgeRun[] } => {
    const key = `${row} ${name}`;
    const found = sides.get(key) ?? { enters: undefined, leaves: [] };
    sides.set(key, found);
    return found;
  };
  for (const run of runs) {
    if (run.side === "straight") continue;
    side(run.from, run.side).leaves.push(run);
    side(run.to, run.side).enters = `in ${run.side} ${run.to}`;
  }
  const ports = new Map<string, number>();
  for (const { enters, leaves } of sides.values()) {
    const names = leaves.sort((a, b) => b.offset - a.offset || a.to - b.to).map((run) => `out ${run.edge.id}`);
    const all = enters === undefined ? names : [enters, ...names];
    for (const [i, name] of all.entries()) ports.set(name, (i + 1) / (all.length + 1));
  }
  return ports;
}
