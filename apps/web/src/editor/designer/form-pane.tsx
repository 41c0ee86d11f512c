// The form beside the drawing. Expressions in it are tried on what a dry run in the background gives their step; where it does not
// come by, on the last input that a run was given.

import { useCallback, type KeyboardEvent } from "react";
import type { Reference } from "@ironweave/schema";
import { stepData } from "../dry-run/step-data.ts";
import { useStepData } from "../dry-run/use-step-data.ts";
import { Inspector } from "../inspector/inspector.tsx";
import { useDesigner } from "./designer-context.ts";
import { parseJson } from "../../json/parse-json.ts";
import { focusStep } from "./focus-form.ts";
import { useRememberedInput } from "./use-remembered-input.ts";

/** Fills its parent. */
export function FormPane() {
  const { store, ui, drafts, workflowId } = useDesigner();
  const [input] = useRememberedInput(workflowId, "{}");
  const known = useStepData();
  const trialData = useCallback(
    (at: Reference) => {
      const parsed = parseJson(input);
      const data = known === undefined ? undefined : stepData(known, at);
      return data ?? { input: parsed.ok ? parsed.value : {}, variables: {}, isGuess: true };
    },
    [known, input],
  );
  // Escape in a field, where nothing else takes it, goes back to the step.
  const onKeyDown = (event: KeyboardEvent) => {
    const [task] = store.getState().selection;
    if (event.key !== "Escape" || event.defaultPrevented || task === undefined) return;
    ui.setState(({ view }) => ({ view: view === "form" ? "outline" : view }));
    if (focusStep(task)) event.preventDefault();
  };
  return (
    <div style={{ display: "contents" }} onKeyDown={onKeyDown}>
      <Inspector store={store} drafts={drafts} trialData={trialData} />
    </div>
  );
}
