// Moving the focus between a step and its form: Enter on the step goes to the form's first field, Escape in the form comes back.

const FIELDS = "input, textarea, select, button";

/** Focuses the first field after the form's name, once the form is drawn. */
export function focusForm(): void {
  requestAnimationFrame(() => {
    const form = document.querySelector("[aria-label=Inspector]");
    const field = form?.querySelector<HTMLElement>(FIELDS);
    field?.focus();
  });
}

/** Focuses the step again, in the outline or on the drawing, whichever is shown. True where it could. */
export function focusStep(task: string): boolean {
  const name = CSS.escape(task);
  const found = document.querySelectorAll<HTMLElement>(`[data-row="${name}"], [data-canvas] [data-task="${name}"]`);
  const shown = [...found].find((element) => element.checkVisibility());
  shown?.focus();
  return shown !== undefined;
}
