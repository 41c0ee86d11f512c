// The form beside the drawing. Expressions in it are tried on what a dry run in the background gives their step, or what the step had
// in the latest run; where neither came by, on the last input that a run was given.

import { useMemo } from "react";
import type { Reference } from "@ironweave/schema";
import { useTrials } from "../dry-run/use-trials.ts";
import { Inspector } from "../inspector/inspector.tsx";
import { useDesigner } from "./designer-context.ts";
import { parseJson } from "../../json/parse-json.ts";
import { SeveralSteps } from "./several-steps.tsx";
import { useRememberedInput } from "./use-remembered-input.ts";

/** Fills its parent. */
export function FormPane() {
  const { store, drafts, workflowId } = useDesigner();
  const [input] = useRememberedInput(workflowId, "{}");
  const { samples, variables } = useTrials();
  const expressions = useMemo(() => {
    const parsed = parseJson(input);
    const lastInput = parsed.ok ? parsed.value : {};
    return {
      samples,
      variables,
      trialData: (at: Reference) => {
        const all = samples(at);
        const known = all.find(({ isShape }) => isShape !== true);
        const secrets = all[0]?.variables["secrets"] ?? null;
        return known ?? { input: lastInput, variables: { secrets }, origin: "", isGuess: true };
      },
    };
  }, [samples, variables, input]);
  return <Inspector store={store} drafts={drafts} expressions={expressions} several={<SeveralSteps />} />;
}
