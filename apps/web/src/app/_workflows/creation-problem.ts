// Why a workflow was not made, for a dialog that asks for its name: there the way out is another name, not the text.

import { apiErrorCode } from "../../trpc/trpc-error.ts";
import { errorText } from "../_shell/error-text.ts";

/** One sentence that says what to do in the dialog. */
export function creationProblem(error: unknown, name: string): string {
  if (apiErrorCode(error) !== "name_taken") return errorText(error);
  return `There is already a workflow called “${name}”. Choose another name.`;
}
