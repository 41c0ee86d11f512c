// The drawing of a text as an address that an image can show, with its natural width. Pure.

import { compileGraph, graphToSvg, parseSource } from "@ironweave/schema";

/** A `data:` address of the SVG and its width in px; an empty drawing where the text gives no document. */
export function drawingAddress(text: string): { readonly address: string; readonly widthPx: number } {
  const svg = graphToSvg(compileGraph(parseSource(text).value));
  const width = /<svg[^>]* width="(\d+)"/.exec(svg)?.[1];
  return { address: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`, widthPx: Number(width ?? 0) };
}
