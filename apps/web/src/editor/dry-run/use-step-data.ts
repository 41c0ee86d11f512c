// A dry run in the background while forms are edited, so that expressions are tried on the data they will have. What is told is at
// most half a second and one run old: it stays until the next is there, since answers that come and go cannot be read.

import { useEffect, useRef, useState } from "react";
import { useDesigner } from "../designer/designer-context.ts";
import { createDryRunClient, type DryRunClient } from "./dry-run-client.ts";
import { firstTexts } from "./open-dry-run.ts";
import { readPlan } from "./read-plan.ts";
import type { DryRunKnowledge } from "./step-data.ts";

const PAUSE_MS = 500;
/** Beyond this a run for every change costs more than it tells. */
const MOST_TASKS = 400;
const MOST_EXECUTIONS = 1000;

/** What the latest dry run told; undefined until there is one. */
export function useStepData(): DryRunKnowledge | undefined {
  const { store, workflowId } = useDesigner();
  const [known, setKnown] = useState<DryRunKnowledge>();
  const client = useRef<DryRunClient>(undefined);
  useEffect(() => {
    client.current = createDryRunClient();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = () => {
      const { index, source } = store.getState().drawing;
      const document = source.value;
      if (document === undefined || index.order.length === 0 || index.order.length > MOST_TASKS)
        return setKnown(undefined);
      const { plan } = readPlan(document, firstTexts(workflowId, index, document));
      client.current?.run({ ...plan, maxExecutions: MOST_EXECUTIONS }, (answer) =>
        setKnown(answer.type === "result" ? { document, index, input: plan.input, result: answer.result } : undefined),
      );
      return undefined;
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE_MS);
    };
    later();
    const unsubscribe = store.subscribe((state, old) => {
      if (state.drawing !== old.drawing) later();
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
      client.current?.stop();
    };
  }, [store, workflowId]);
  return known;
}
