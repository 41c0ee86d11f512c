// The form beside the drawing. Expressions in it are tried on the last input that a run was given.

import { Inspector } from "../inspector/inspector.tsx";
import { useDesigner } from "./designer-context.ts";
import { parseJson } from "./parse-json.ts";
import { useRememberedInput } from "./use-remembered-input.ts";

/** Fills its parent. */
export function FormPane() {
  const { store, workflowId } = useDesigner();
  const [input] = useRememberedInput(workflowId, "{}");
  const parsed = parseJson(input);
  return <Inspector store={store} sample={parsed.ok ? parsed.value : {}} />;
}
