// An address as people read it. Most are a template in jq clothes: `${ "\(.apiUrl)/devices/\(.id)" }` shows as
// `{apiUrl}/devices/{id}`, in the words of the specification's own URI templates. What is no template stands as it is.

const PATH = /^(?:\$\w+)?(?:\.\w+)*$/;
const LITERAL = /^"((?:[^"\\]|\\\((?:\$\w+)?(?:\.\w+)*\)|\\\/)*)"$/;

/** The template of an expression of string literals and paths joined by `+`; undefined where it is anything else. */
function templateOf(program: string): string | undefined {
  const parts = program.split(/\s*\+\s*(?=["$.])/).map((part) => {
    const term = part.trim();
    const literal = LITERAL.exec(term)?.[1];
    if (literal !== undefined) return literal.replaceAll(/\\\(([^)]*)\)/g, (_all, path: string) => braced(path));
    return term !== "" && PATH.test(term) ? braced(term) : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join("");
}

function braced(path: string): string {
  return `{${path.replace(/^[.$]/, "")}}`;
}

/** The text of an address: a template where the expression is one, else the text. */
export function addressText(text: string): string {
  const program = /^\s*\$\{(.*)\}\s*$/s.exec(text)?.[1];
  return program === undefined ? text : (templateOf(program.trim()) ?? text);
}
