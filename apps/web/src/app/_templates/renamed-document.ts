// A template's text under a name of its own: two values change, every other byte stays. Under another name the title goes too, since
// lists would show two workflows that look the same. Pure.

import { parseSource, planEdit, resolveReference, type Edit } from "@ironweave/schema";

/** The text with `document.namespace` and `document.name` set. @throws Error where the text has no header to change */
export function renamedDocument(text: string, namespace: string, name: string): string {
  const document = parseSource(text).value ?? null;
  const isOther = resolveReference(document, "/document/name") !== name;
  const hasTitle = resolveReference(document, "/document/title") !== undefined;
  const edits: Edit[] = [
    { type: "set", at: "/document/namespace", value: namespace },
    { type: "set", at: "/document/name", value: name },
    ...(isOther && hasTitle ? [{ type: "unset", at: "/document/title" } as const] : []),
  ];
  return edits.reduce((current, edit) => {
    const planned = planEdit(parseSource(current), edit);
    if (!planned.ok) throw new Error(planned.diagnostic.message);
    return planned.plan.source.text;
  }, text);
}
