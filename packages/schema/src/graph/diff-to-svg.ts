// Two documents as one picture: before at the left, after at the right, with a sign on each task that differs. For pull
// requests. A sign is a character and a word as well as a colour. Pure text, escaped by `graphToSvg`.

import type { Json } from "@ironweave/jq";
import type { Reference } from "../document/reference.ts";
import { compileGraph } from "./compile-graph.ts";
import { diffDocuments } from "./diff-documents.ts";
import { graphToSvg } from "./graph-to-svg.ts";
import type { SvgMark } from "./graph-to-svg.ts";

const GAP = 32;
const SIGNS = { added: "+ added", removed: "− removed", changed: "~ changed", renamed: "~ renamed" } as const;

/** An SVG document of both drawings side by side. */
export function diffToSvg(before: Json | undefined, after: Json | undefined): string {
  const left = new Map<Reference, SvgMark>();
  const right = new Map<Reference, SvgMark>();
  for (const { change, fields, ...task } of diffDocuments(before, after).tasks) {
    if (change === "same") continue;
    const names = fields.filter((field) => field !== "").join(", ");
    const was = task.renamedFrom === undefined ? "" : `was ${task.renamedFrom}`;
    const words = [was, names].filter(Boolean).join("; ");
    const look = change === "renamed" ? "changed" : change;
    const mark = { look, text: words === "" ? SIGNS[change] : `${SIGNS[change]}: ${shortened(words)}` };
    if (task.before !== undefined) left.set(task.before, mark);
    if (task.after !== undefined) right.set(task.after, mark);
  }
  const drawings = [graphToSvg(compileGraph(before), {}, left), graphToSvg(compileGraph(after), {}, right)];
  const sizes = drawings.map(sizeOf);
  const width = sizes.reduce((sum, size) => sum + size.width, GAP);
  const height = Math.max(...sizes.map((size) => size.height));
  const placed = drawings.map((svg, i) =>
    svg.replace("<svg ", `<svg x="${i === 0 ? 0 : (sizes[0]?.width ?? 0) + GAP}" y="0" `),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    "<title>before and after</title>",
    ...placed.map((svg) => svg.trimEnd()),
    "</svg>",
    "",
  ].join("\n");
}

/** The size that `graphToSvg` writes first. */
function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

function shortened(names: string): string {
  return names.length > 20 ? `${names.slice(0, 19)}…` : names;
}
