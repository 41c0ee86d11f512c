// Commands that save the workflow as a file: the text as it stands, or its picture. Must not touch the DOM: `saveFile` is
// the page's. Pictures show the last good graph, as the canvas does.

import { graphToMermaid, graphToSvg, resolveReference } from "@ironweave/schema";
import type { Command, CommandContext, ExportedFile } from "./command.ts";

function exportCommand(id: string, title: string, fileOf: (context: CommandContext) => ExportedFile): Command {
  return {
    id: `export-${id}`,
    title,
    group: "Workflow",
    keys: [],
    when: () => true,
    run: async (context) => {
      const file = fileOf(context);
      await context.saveFile(file);
      context.notify(`Exported ${file.name}`);
    },
  };
}

const graphOf = ({ store }: CommandContext) => store.getState().drawing.index.graph;

export const exportSvg = exportCommand("svg", "Export as SVG", (context) => ({
  name: `${baseName(context)}.svg`,
  type: "image/svg+xml",
  text: graphToSvg(graphOf(context)),
}));

export const exportPng = exportCommand("png", "Export as PNG", (context) => ({
  name: `${baseName(context)}.png`,
  type: "image/png",
  text: graphToSvg(graphOf(context)),
}));

export const exportMermaid = exportCommand("mermaid", "Export as Mermaid", (context) => ({
  name: `${baseName(context)}.mmd`,
  type: "text/plain",
  text: graphToMermaid(graphOf(context)),
}));

export const exportYaml = exportCommand("yaml", "Export as YAML", (context) => ({
  name: `${baseName(context)}.yaml`,
  type: "application/yaml",
  text: context.store.getState().text,
}));

/** The document's name where it can be a file's name, else `workflow`. */
function baseName({ store }: CommandContext): string {
  const name = resolveReference(store.getState().drawing.source.value, "/document/name");
  return typeof name === "string" && /^[\w-]+$/u.test(name) ? name : "workflow";
}
