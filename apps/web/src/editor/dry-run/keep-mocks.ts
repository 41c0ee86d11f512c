// Writes the answers and events of a dry run into the document, as one undo step, so that they travel with the workflow.

import type { Edit } from "@ironweave/schema";
import { resolveReference } from "@ironweave/schema";
import { performOrTell } from "../commands/selected-tasks.ts";
import type { CommandContext } from "../commands/command.ts";
import { isObject } from "../kernels/json-schema.ts";
import { portableMocks } from "./open-dry-run.ts";
import type { PlanTexts } from "./read-plan.ts";

/** Tells the user where it was done, or why not. */
export function keepMocks(designer: Pick<CommandContext, "store" | "notify">, texts: PlanTexts): void {
  const { mocks, events } = portableMocks(texts);
  const kept = { mocks, ...(events === undefined ? {} : { events }) };
  const metadata = resolveReference(designer.store.getState().drawing.source.value ?? null, "/document/metadata");
  const edits: Edit[] = isObject(metadata)
    ? Object.entries(kept).map(([key, value]) => ({ type: "set", at: `/document/metadata/${key}`, value }))
    : [{ type: "set", at: "/document/metadata", value: kept }];
  if (performOrTell(designer, edits, "Keep the answers of the dry run"))
    designer.notify("The answers stand in document.metadata.mocks now", { undo: true });
}
