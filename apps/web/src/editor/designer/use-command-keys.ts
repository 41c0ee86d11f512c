// Key presses to commands, for the whole page of the designer.

import { useEffect } from "react";
import { COMMANDS } from "../commands/all-commands.ts";
import { commandFor, type KeyPlace } from "../commands/match-keys.ts";
import { useDesigner } from "./designer-context.ts";

const IN_DRY_RUN = new Set(["toggle-dry-run", "open-commands", "open-shortcuts", "open-run"]);

/** Listens while the designer is shown. Presses that a dialog or menu has taken are left alone. */
export function useCommandKeys(): void {
  const designer = useDesigner();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      if (event.target.closest("[role=dialog], [role=menu]") !== null) return;
      const { singleKeys } = designer.ui.getState();
      const command = commandFor(COMMANDS, event, placeOf(event.target), singleKeys);
      if (command === undefined || !command.when(designer)) return;
      // In a dry run nothing is edited: only what works there keeps its keys.
      if (designer.ui.getState().mode === "dry-run" && !IN_DRY_RUN.has(command.id)) return;
      event.preventDefault();
      event.stopPropagation();
      designer.execute(command);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [designer]);
}

function placeOf(target: Element): KeyPlace {
  if (target.closest("input, textarea, select, [contenteditable=true], .monaco-editor") !== null) return "field";
  if (target.closest("[data-outline]") !== null) return "outline";
  return target.closest("[data-canvas]") === null ? "page" : "canvas";
}
