// `ironweave import`: workflows of another system as documents of ours. Nothing is written where a file would be overwritten
// by another of the same run; what the import reports goes to standard error, so that `--output -` prints YAML only.

import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { importDirektivFolder, isDirektivWorkflow } from "@ironweave/schema";
import type { ImportedFile } from "@ironweave/schema";
import { oneOf } from "../read-text.ts";
import { terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

/** A file to import: its path on disk, and in the Direktiv namespace. */
interface Given {
  readonly file: string;
  readonly path: string;
  readonly text: string;
}

/** Writes the workflows; exit code 1 where something has no equal. */
export async function importCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      output: { type: "string", short: "o" },
      namespace: { type: "string" },
      root: { type: "string" },
      format: { type: "string", default: "text" },
    },
  });
  const [system, ...sources] = positionals;
  const format = oneOf(["text", "json"], values.format, "--format");
  if (system !== "direktiv") throw new UsageError("name the system first: ironweave import direktiv FILE|FOLDER...");
  if (sources.length === 0) throw new UsageError("name files or folders to import");
  const { output } = values;
  if (output === undefined) throw new UsageError("say where the workflows go: --output FILE, FOLDER or -");
  const given = (await Promise.all(sources.map((source) => readSource(source, values.root)))).flat();
  if (given.length === 0) throw new UsageError("there is no Direktiv workflow among the files (a map with `states`)");
  const files = Object.fromEntries(given.map(({ path, text }) => [path, text]));
  if (Object.keys(files).length < given.length)
    throw new UsageError("two files have the same path in the namespace; say with --root where it begins");
  const { namespace } = values;
  const imported = importDirektivFolder(files, namespace === undefined ? {} : { namespace });
  const isFolder = given.length > 1 || (await isDirectory(output)) || output.endsWith("/");
  if (isFolder && output === "-") throw new UsageError("several workflows need a folder: --output FOLDER");
  const targets = await write(imported, output, isFolder);
  await print(imported, given, targets, format);
  const isWhole = imported.every(({ yaml, diagnostics }) => yaml !== undefined && !hasErrors(diagnostics));
  return isWhole ? 0 : 1;
}

function hasErrors(diagnostics: ImportedFile["diagnostics"]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

async function readSource(source: string, root: string | undefined): Promise<readonly Given[]> {
  const isFolder = await isDirectory(source);
  const files = isFolder ? await yamlFiles(source) : [source];
  const base = resolve(root ?? (isFolder ? source : dirname(source)));
  const read = await Promise.all(
    files.map(async (file): Promise<Given> => {
      const path = relative(base, resolve(file)).split(sep).join("/");
      if (path.startsWith("../")) throw new UsageError(`${file} is not in ${base}; choose another --root`);
      return { file, path: `/${path}`, text: await readSourceFile(file) };
    }),
  );
  return isFolder ? read.filter(({ text }) => isDirektivWorkflow(text)) : read;
}

async function readSourceFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Where each workflow was written, by its path; those that were not imported have none. */
async function write(
  imported: readonly ImportedFile[],
  output: string,
  isFolder: boolean,
): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  if (isFolder) await mkdir(output, { recursive: true });
  for (const { path, name, yaml } of imported) {
    if (yaml === undefined) continue;
    const target = isFolder ? join(output, `${name}.yaml`) : output;
    if (target === "-") await terminal.out(yaml);
    else {
      await writeFile(target, yaml).catch((error: unknown) => {
        throw new UsageError(`cannot write ${target}: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
    targets.set(path, target);
  }
  return targets;
}

async function print(
  imported: readonly ImportedFile[],
  given: readonly Given[],
  targets: ReadonlyMap<string, string>,
  format: "text" | "json",
): Promise<void> {
  const fileOf = (path: string): string => given.find((each) => each.path === path)?.file ?? path;
  if (format === "json") {
    const result = imported.map(({ path, name, diagnostics }) => ({
      file: fileOf(path),
      output: targets.get(path) ?? null,
      name,
      diagnostics,
    }));
    const text = `${JSON.stringify(result, undefined, 2)}\n`;
    if ([...targets.values()].includes("-")) terminal.err(text);
    else await terminal.out(text);
    return;
  }
  for (const { path, diagnostics } of imported) {
    const file = fileOf(path);
    const target = targets.get(path);
    for (const { severity, code, message } of diagnostics) terminal.err(`${file}: ${severity} ${code}: ${message}\n`);
    terminal.err(
      target === undefined ? `${file}: not imported\n` : `${file} -> ${target === "-" ? "standard output" : target}\n`,
    );
  }
}
