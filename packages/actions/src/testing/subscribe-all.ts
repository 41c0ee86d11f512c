// Takes messages as the engine does, until there are enough: for tests of what arrives.

import type { Json, JsonObject } from "@ironweave/jq";
import { asyncapiAction } from "../asyncapi/asyncapi-action.ts";
import type { ActionContext } from "../define-action.ts";

/** The first `amount` messages, and the number of times the action was asked. `opened` is called when a subscription is open. */
export async function subscribeAll(
  args: JsonObject,
  amount: number,
  context: ActionContext,
  opened: () => Promise<void>,
): Promise<readonly Json[]> {
  const take = async (options: JsonObject): Promise<readonly Json[]> => {
    const taken = await asyncapiAction.run({ ...args, subscription: { take: options } }, context);
    return (taken as { readonly messages: readonly Json[] }).messages;
  };
  const messages: Json[] = [...(await take({ atMost: amount, waitMs: 0, whole: true }))];
  await opened();
  while (messages.length < amount) {
    messages.push(...(await take({ atMost: amount - messages.length, waitMs: 5000, closes: true, whole: true })));
  }
  await take({ close: true });
  return messages;
}
