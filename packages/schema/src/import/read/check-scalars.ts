// Plain scalars that Direktiv's YAML reader took for something else than ours (YAML 1.2 core) does.

import type { Source } from "../../yaml/source.ts";
import type { SyntaxNode } from "../../yaml/syntax-tree.ts";
import type { Report } from "./problem.ts";

/** Reports unquoted dates, which became instants, and numbers with a leading zero, which were octal. */
export function checkScalars(source: Source, report: Report): void {
  const visit = (node: SyntaxNode, path: readonly (string | number)[]): void => {
    if (node.type === "scalar" && node.style === "plain" && !node.tagged) {
      const text = source.text.slice(node.contentStart, node.end);
      if (/^\d{4}-\d{2}-\d{2}$/.test(text))
        report(
          "direktiv_scalar",
          path,
          `Direktiv read ${text} as "${text}T00:00:00Z"; here it is the text as it stands`,
        );
      if (/^0[0-7]+$/.test(text))
        report(
          "direktiv_scalar",
          path,
          `Direktiv read ${text} as octal (${Number.parseInt(text, 8)}); here it is ${Number(text)}`,
        );
    }
    for (const { key, value } of node.entries) visit(value, [...path, key]);
  };
  if (source.root !== undefined) visit(source.root, []);
}
