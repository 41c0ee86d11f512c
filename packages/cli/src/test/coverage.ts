// What the tests of each workflow have reached: its tasks, and the ways of its decisions.

import { coverageItems, isCovered } from "@ironweave/engine/testing";
import type { FileResult } from "./run-test-file.ts";

export interface Count {
  readonly covered: number;
  readonly total: number;
}

/** Something that no test has reached. */
export interface Uncovered {
  readonly reference: string;
  readonly name: string;
  readonly line: number;
  /** The way that was never taken; absent for a task that never ran. */
  readonly branch?: string;
}

export interface WorkflowCoverage {
  readonly workflow: string;
  readonly tasks: Count;
  readonly branches: Count;
  readonly uncovered: readonly Uncovered[];
}

/** One entry per workflow; several test files of one count together. */
export function coverageOf(files: readonly FileResult[]): readonly WorkflowCoverage[] {
  return [...Map.groupBy(files, ({ loaded }) => loaded.workflowPath)].flatMap(([workflow, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { document, workflow: source } = first.loaded;
    const results = group.flatMap(({ tests }) => tests.map(({ result }) => result));
    const tasks = new Set(results.flatMap((result) => [...result.tasks]));
    const branches = new Set(results.flatMap((result) => [...result.branches]));
    const items = coverageItems(document);
    const missed = items.filter((item) => !isCovered(item, tasks, branches));
    const count = (isBranch: boolean): Count => {
      const total = items.filter(({ branch }) => (branch !== undefined) === isBranch).length;
      return { total, covered: total - missed.filter(({ branch }) => (branch !== undefined) === isBranch).length };
    };
    const uncovered = missed.map(({ reference, name, branch }): Uncovered => {
      const start = source.locate(reference, "key")?.start ?? 0;
      return { reference, name, line: source.position(start).line, ...(branch === undefined ? {} : { branch }) };
    });
    return [{ workflow, tasks: count(false), branches: count(true), uncovered }];
  });
}
