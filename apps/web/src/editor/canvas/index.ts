// What other features may use of the canvas.
export { createFactStore } from "./fact-store.ts";
export type { FactStore, TaskFacts } from "./fact-store.ts";
export { WorkflowCanvas } from "./workflow-canvas.tsx";
export type { WorkflowCanvasProps } from "./workflow-canvas.tsx";
