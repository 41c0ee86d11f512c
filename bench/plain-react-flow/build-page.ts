// Bundles the baseline page into one HTML text.

import { fileURLToPath } from "node:url";
import { build } from "vite";

/** The page, complete in itself. */
export async function buildPlainPage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      minify: true,
      lib: {
        entry: fileURLToPath(new URL("page.ts", import.meta.url)),
        formats: ["iife"],
        name: "page",
        fileName: "page",
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) => ("output" in one ? one.output : []));
  const script = outputs.find((output) => output.type === "chunk")?.code ?? "";
  const styles = outputs.flatMap((output) => (output.type === "asset" ? [String(output.source)] : [])).join("\n");
  return `<!doctype html><style>${styles}</style><body><script>${script.replaceAll("</script", "<\\/script")}</script>`;
}
