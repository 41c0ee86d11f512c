"use client";
// A read-only canvas with every kind of task and a few run statuses.

import { compileGraph, parseSource } from "@ironweave/schema";
import { useState } from "react";
import { createFactStore } from "../../../editor/canvas/fact-store.ts";
import { WorkflowCanvas } from "../../../editor/canvas/workflow-canvas.tsx";
import { SAMPLE } from "../sample.ts";

const graph = compileGraph(parseSource(SAMPLE).value);

/** Fills the window. */
export function CanvasStory() {
  const [facts] = useState(() => {
    const store = createFactStore();
    store.replace(
      new Map([
        ["/do/0/createHosts", { status: "completed", note: "1.2 s" } as const],
        ["/do/1/eachHost", { status: "running", executions: 2 } as const],
        ["/do/2/decide", { problems: 2, severity: "error" } as const],
        ["/do/3/pause", { status: "faulted", attempt: 3 } as const],
      ]),
    );
    return store;
  });
  return (
    <main style={{ height: "100dvh" }}>
      <h1 className="visually-hidden">Canvas</h1>
      <WorkflowCanvas graph={graph} facts={facts} label="Sample" />
    </main>
  );
}
