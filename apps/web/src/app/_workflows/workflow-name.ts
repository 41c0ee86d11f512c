// The DSL's rule for `document.name`: a DNS label (RFC 1123).

/** Says what is wrong with a name, or undefined where it may be used. */
export function workflowNameProblem(name: string): string | undefined {
  if (name === "") return "Give the workflow a name.";
  if (name.length > 63) return "Use at most 63 characters.";
  if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)) return undefined;
  return "Use lower-case letters, digits and hyphens; begin and end with a letter or digit.";
}

/** The nearest allowed name for what someone typed. */
export function suggestWorkflowName(typed: string): string {
  return typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 63);
}
