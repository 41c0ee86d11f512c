// `ironweave graph`: a workflow as a picture, also where it is not valid.

import { parseArgs } from "node:util";
import { compileGraph, graphToMermaid, graphToSvg, parseSource } from "@ironweave/schema";
import { oneOf, readText } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { formatDiagnostic } from "../validate/format-diagnostic.ts";

/** Exit code 1 where the text is not YAML. */
export async function graphCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: "string", default: "svg" } },
  });
  const format = oneOf(["svg", "mermaid", "json"], values.format, "--format");
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError("name one file to draw; see ironweave graph --help");
  const source = parseSource(await readText(file));
  if (source.value === undefined) {
    for (const diagnostic of source.diagnostics) terminal.err(formatDiagnostic(file, source, diagnostic, false));
    return 1;
  }
  const graph = compileGraph(source.value);
  if (format === "json") await terminal.out(`${JSON.stringify(graph, null, 2)}\n`);
  else await terminal.out(format === "svg" ? graphToSvg(graph) : graphToMermaid(graph));
  return 0;
}
