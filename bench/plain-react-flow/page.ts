// The baseline of `npm run bench:canvas`: React Flow as its first example uses it, mounting a column of nodes with edges.
// No sizes given, nothing culled, state in the array of nodes. Runs in the browser; not part of the product.

import { Background, Controls, MiniMap, ReactFlow, useEdgesState, useNodesState } from "@xyflow/react";
import type { Node } from "@xyflow/react";
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/style.css";

const count = Number(new URLSearchParams(location.search).get("nodes") ?? 100);

function Page() {
  const [nodes, , onNodesChange] = useNodesState<Node>(
    Array.from({ length: count }, (_, index) => ({
      id: `n${index}`,
      position: { x: 0, y: index * 80 },
      data: { label: `step${index + 1}` },
    })),
  );
  const [edges] = useEdgesState(
    Array.from({ length: count - 1 }, (_, index) => ({
      id: `e${index}`,
      source: `n${index}`,
      target: `n${index + 1}`,
    })),
  );
  return h(
    "div",
    { style: { width: "100vw", height: "100vh" } },
    h(
      ReactFlow,
      { nodes, edges, onNodesChange, defaultViewport: { x: 600, y: 40, zoom: 1 }, minZoom: 0.01 },
      h(Background),
      h(Controls),
      h(MiniMap),
    ),
  );
}

const root = document.createElement("div");
document.body.style.margin = "0";
document.body.append(root);
createRoot(root).render(h(Page));
