// The form beside the drawing. Expressions in it are tried on what a dry run in the background gives their step; where it does not
// come by, on the last input that a run was given.

import { useCallback } from "react";
import type { Reference } from "@ironweave/schema";
import { stepData } from "../dry-run/step-data.ts";
import { useStepData } from "../dry-run/use-step-data.ts";
import { Inspector } from "../inspector/inspector.tsx";
import { useDesigner } from "./designer-context.ts";
import { parseJson } from "../../json/parse-json.ts";
import { useRememberedInput } from "./use-remembered-input.ts";

/** Fills its parent. */
export function FormPane() {
  const { store, drafts, workflowId } = useDesigner();
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
  return <Inspector store={store} drafts={drafts} trialData={trialData} />;
}
