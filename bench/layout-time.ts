// How long the drawing's layout takes, by itself.

import { compileGraph, parseSource } from "@ironweave/schema";
import { layoutFlow } from "../apps/web/src/editor/kernels/flow-layout.ts";
import { median } from "./canvas-measures.ts";
import { generateDocument } from "./generate-document.ts";

/** Milliseconds, the median of fifty after a few that are not counted. */
export function measureLayout(tasks: number): number {
  const graph = compileGraph(parseSource(generateDocument("layout", tasks)).value);
  const times = Array.from({ length: 60 }, () => {
    const began = performance.now();
    layoutFlow(graph);
    return performance.now() - began;
  });
  return median(times.slice(10));
}
