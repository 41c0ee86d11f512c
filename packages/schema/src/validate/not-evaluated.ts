// Texts in data that look like expressions and are none: strict mode evaluates only what is wholly `${ … }`.

import type { Reference } from "../document/reference.ts";
import { isPartlyWrapped } from "./expression-text.ts";
import type { Finding, Mend } from "./finding.ts";
import { compiles, joinedProgram } from "./jq-habits.ts";
import { replaceText } from "./text-mends.ts";

const CODE = "expression_not_evaluated";

/** At most one finding: the text is taken as it is, though it does not look so. */
export function notEvaluated(text: string, reference: Reference, variables: ReadonlySet<string>): readonly Finding[] {
  const mend = (title: string, program: string): Mend => ({
    type: "text",
    title,
    edits: (view) => replaceText(view, reference, `\${ ${program} }`),
  });
  if (isPartlyWrapped(text)) {
    const program = joinedProgram(text, variables);
    const message =
      "this text is taken as it is: only `${ }` around the whole text is evaluated; join the parts in jq instead";
    const mends = program === undefined ? [] : [mend("Join the parts in jq", program)];
    return [{ code: CODE, severity: "warning", message, reference, mends }];
  }
  const unclosed = /^\s*\$\{([^{}]*)$/u.exec(text)?.[1]?.trim();
  if (unclosed !== undefined) {
    const message = "`${` is not closed, so this text is taken as it is; end it with `}`";
    const mends = compiles(unclosed, variables) ? [mend("Close it", unclosed)] : [];
    return [{ code: CODE, severity: "warning", message, reference, mends }];
  }
  const doubled = /^\s*\{\{([^{}]*)\}\}\s*$/u.exec(text)?.[1]?.trim();
  if (doubled !== undefined) {
    const message = "`{{ … }}` is taken as it is; expressions are `${ … }` here";
    const mends = compiles(doubled, variables) ? [mend(`Change to \${ ${doubled} }`, doubled)] : [];
    return [{ code: CODE, severity: "warning", message, reference, mends }];
  }
  return looksBare(text) && compiles(text, variables)
    ? [
        {
          code: CODE,
          severity: "info",
          message: "this is taken as text; write `${ … }` around it where it shall be evaluated",
          reference,
          mends: [{ ...mend(`Change to \${ ${text} }`, text), byHand: true }],
        },
      ]
    : [];
}

/** `.name`, `.items | length`, `$context.x`: paths, which few texts look like (`.gitignore` does, so it is a hint only). */
function looksBare(text: string): boolean {
  return /^(?:\.[A-Za-z_]\w*(?:\.\w+|\[\d*\])*|\$(?:context|input|secrets|workflow|task|runtime)\b[\w.[\]]*)(?:\s*\|.*)?$/u.test(
    text,
  );
}
