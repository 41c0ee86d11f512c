// What the designer opens with, as a plain request whose address the server writes into the page: the browser asks for it while
// it still loads the scripts (a preload), and what the page asks for here is that answer. The page is never made with the
// text in it, for a page that is gone back to is shown as it was made, and the draft has gone on.

import type { RouterOutputs } from "../../trpc/trpc-client.ts";

type Detail = RouterOutputs["workflow"]["get"];
type Session = RouterOutputs["session"]["me"];

/** Address of the procedures `workflow.get` and `session.me`. Preload and request must name the same to the letter. */
export function workflowOpeningPath(id: string): string {
  return `/api/trpc/workflow.get,session.me?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: { id } }))}`;
}

/** Both answers, or undefined where one cannot be had: asked for in the usual way, the reason is told. */
export async function fetchWorkflowOpening(id: string): Promise<readonly [Detail, Session] | undefined> {
  try {
    const answer = await fetch(workflowOpeningPath(id));
    if (!answer.ok) return undefined;
    const [detail, session] = (await answer.json()) as readonly [
      { readonly result?: { readonly data: Detail } },
      { readonly result?: { readonly data: Session } },
    ];
    return detail.result === undefined || session.result === undefined
      ? undefined
      : [detail.result.data, session.result.data];
  } catch {
    return undefined;
  }
}
