// The workflows that `run: workflow` may name in a local run: the files of one folder, by namespace, name and version. Read
// when first asked for. The invariant: within one run of the command, `latest` is one version for each workflow.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { standardFault } from "@ironweave/engine";
import type { Json } from "@ironweave/jq";
import { readDocument } from "@ironweave/schema";

/** A workflow as a document may name it. */
export interface WorkflowName {
  readonly namespace: string;
  readonly name: string;
  /** A version, or `latest`. */
  readonly version: string;
}

interface LocalWorkflow {
  readonly key: string;
  readonly version: string;
  readonly file: string;
  readonly document: Json;
}

/** Finds a workflow's document; undefined where no file has it. Rejects with `WorkflowFault` where two files have it. */
export type FindWorkflow = (wanted: WorkflowName) => Promise<Json | undefined>;

/** The workflows in a folder's YAML and JSON files (not below it). Files that are no workflows are passed over. */
export function localWorkflows(folder: string): FindWorkflow {
  let known: Promise<readonly LocalWorkflow[]> | undefined;
  return async ({ namespace, name, version }) => {
    known ??= readFolder(folder);
    const named = (await known).filter(({ key }) => key === `${namespace}/${name}`);
    const found = version === "latest" ? named[0] : named.find((each) => each.version === version);
    const [, ...others] = named.filter((each) => each.version === found?.version).map(({ file }) => file);
    if (found !== undefined && others.length > 0) {
      const files = [found.file, ...others].join(" and ");
      const detail = `the workflow ${namespace}/${name}:${found.version} is in more than one file: ${files}; give one of them another name or version`;
      throw standardFault("configuration", detail, { title: "ambiguous_workflow" });
    }
    return found?.document;
  };
}

/** Newest first. */
async function readFolder(folder: string): Promise<readonly LocalWorkflow[]> {
  const files = (await readdir(folder)).filter((file) => /\.(ya?ml|json)$/u.test(file)).toSorted();
  const found = await Promise.all(
    files.map(async (file) => readWorkflow(file, await readFile(join(folder, file), "utf8"))),
  );
  return found.flat().toSorted((left, right) => compareVersions(right.version, left.version));
}

function readWorkflow(file: string, text: string): readonly LocalWorkflow[] {
  let document: Json;
  try {
    document = readDocument(text);
  } catch {
    return [];
  }
  const head = (document as { readonly document?: Json } | null)?.document;
  if (typeof head !== "object" || head === null || Array.isArray(head)) return [];
  const { namespace, name, version } = head as { readonly [key: string]: Json };
  if (typeof namespace !== "string" || typeof name !== "string" || typeof version !== "string") return [];
  return [{ key: `${namespace}/${name}`, version, file, document }];
}

/** As semantic versioning orders them: numbers by size, a version before its pre-releases. */
export function compareVersions(left: string, right: string): number {
  const [leftCore, leftPre] = parts(left);
  const [rightCore, rightPre] = parts(right);
  return compareLists(leftCore, rightCore) || compareBoolean(leftPre, rightPre) || compareLists(leftPre, rightPre);
}

function parts(version: string): readonly [readonly string[], readonly string[]] {
  const [text = ""] = version.split("+");
  const dash = text.indexOf("-");
  return dash < 0 ? [text.split("."), []] : [text.slice(0, dash).split("."), text.slice(dash + 1).split(".")];
}

/** What has no pre-release comes after what has one. */
function compareBoolean(left: readonly string[], right: readonly string[]): number {
  return Number(left.length === 0) - Number(right.length === 0);
}

function compareLists(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = comparePart(left[index] ?? "", right[index] ?? "");
    if (order !== 0) return order;
  }
  return 0;
}

function comparePart(left: string, right: string): number {
  const [isLeft, isRight] = [/^\d+$/u.test(left), /^\d+$/u.test(right)];
  if (isLeft && isRight) return Number(left) - Number(right);
  if (isLeft !== isRight) return right === "" ? 1 : left === "" ? -1 : isLeft ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
