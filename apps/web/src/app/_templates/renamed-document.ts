// A template's text under a name of its own: two values change, every other byte stays. Pure.

import { parseSource, planEdit } from "@ironweave/schema";

/** The text with `document.namespace` and `document.name` set. @throws Error where the text has no header to change */
export function renamedDocument(text: string, namespace: string, name: string): string {
  return Object.entries({ namespace, name }).reduce((current, [key, value]) => {
    const planned = planEdit(parseSource(current), { type: "set", at: `/document/${key}`, value });
    if (!planned.ok) throw new Error(planned.diagnostic.message);
    return planned.plan.source.text;
  }, text);
}
