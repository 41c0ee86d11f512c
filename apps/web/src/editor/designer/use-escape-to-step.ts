// Escape in the form, where no field takes it, goes back to the step; so does Escape where a control went away with the focus in it.

import { useEffect } from "react";
import { useDesigner } from "./designer-context.ts";
import { focusStep } from "./focus-form.ts";

/** Listens while the editor is shown. */
export function useEscapeToStep(): void {
  const { store, ui } = useDesigner();
  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      const [task] = store.getState().selection;
      if (event.key !== "Escape" || event.defaultPrevented || task === undefined) return;
      const { activeElement: active, body } = document;
      const inForm = active !== null && active.closest("[aria-label=Inspector]") !== null;
      if (!inForm && active !== body) return;
      if (inForm) ui.setState(({ view }) => ({ view: view === "form" ? "outline" : view }));
      focusStep(task);
    };
    window.addEventListener("keydown", onEscape);
    return () => window.removeEventListener("keydown", onEscape);
  }, [store, ui]);
}
