// Every command, in the order of the palette. A new command is complete when it stands here.
import type { Command } from "./command.ts";
import { connectTask } from "./connect-task.ts";
import { copyTasks } from "./copy-tasks.ts";
import { cutTasks } from "./cut-tasks.ts";
import { deleteTasks } from "./delete-tasks.ts";
import { disconnectTask } from "./disconnect-task.ts";
import { toggleDryRun } from "./dry-run.ts";
import { duplicateTasks } from "./duplicate-tasks.ts";
import { exportMermaid, exportPng, exportSvg, exportYaml } from "./export-workflow.ts";
import { foldTask } from "./fold-task.ts";
import { goToFunction } from "./go-to-function.ts";
import { addFunction, insertStep } from "./insert-step.ts";
import { moveDown, moveInto, moveOut, moveUp } from "./move-tasks.ts";
import { nextProblem } from "./next-problem.ts";
import { openCommands, openFind, openRun, openSaveVersion, openShortcuts, openVersions } from "./open-dialogs.ts";
import { pasteTasks } from "./paste-tasks.ts";
import { redo } from "./redo.ts";
import { renameTask } from "./rename-task.ts";
import { selectAll } from "./select-all.ts";
import {
  toggleEffects,
  toggleInspector,
  toggleOutline,
  togglePalette,
  togglePlayground,
  toggleProblems,
  toggleSingleKeys,
  toggleText,
} from "./toggle-panels.ts";
import { pinDryRun, pinLastRun, runStep, runToHere, unpinOutput } from "./try-out.ts";
import { undo } from "./undo.ts";
import { wrapInDo, wrapInFor, wrapInFork, wrapInTry } from "./wrap-tasks.ts";

export const COMMANDS: readonly Command[] = [
  insertStep,
  addFunction,
  goToFunction,
  renameTask,
  duplicateTasks,
  deleteTasks,
  connectTask,
  disconnectTask,
  moveUp,
  moveDown,
  moveInto,
  moveOut,
  wrapInDo,
  wrapInTry,
  wrapInFor,
  wrapInFork,
  runToHere,
  runStep,
  pinDryRun,
  pinLastRun,
  unpinOutput,
  undo,
  redo,
  copyTasks,
  cutTasks,
  pasteTasks,
  selectAll,
  openRun,
  toggleDryRun,
  openSaveVersion,
  openVersions,
  exportSvg,
  exportPng,
  exportMermaid,
  exportYaml,
  openFind,
  foldTask,
  nextProblem,
  togglePalette,
  toggleOutline,
  toggleInspector,
  toggleText,
  toggleProblems,
  toggleEffects,
  togglePlayground,
  openCommands,
  openShortcuts,
  toggleSingleKeys,
];
