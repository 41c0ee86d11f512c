// A run event as a short line for people. Total over the event types.

import type { RunEventHead } from "@ironweave/schema/run";
import { formatDuration } from "./format-duration.ts";

/** What happened, e.g. `createHost failed: 422 hostname is taken`. Never longer than a line on a wide screen. */
export function eventWords(event: RunEventHead): string {
  switch (event.type) {
    case "workflow.started":
      return "Run started";
    case "workflow.suspended":
      return "Run suspended";
    case "workflow.resumed":
      return "Run resumed";
    case "workflow.completed":
      return "Run completed";
    case "workflow.faulted":
      return `Run failed: ${summary(event.error)}`;
    case "workflow.cancelled":
      return "Run cancelled";
    case "task.started":
      return `${event.name} started${place(event)}`;
    case "task.skipped":
      return `${event.name} skipped${place(event)}`;
    case "task.retried":
      return `${event.name} will be tried again in ${formatDuration(event.delayMs)}: ${summary(event.error)}`;
    case "task.completed":
      return `${event.name} completed${place(event)}`;
    case "task.faulted":
      return `${event.name} failed${place(event)}: ${summary(event.error)}`;
    case "task.cancelled":
      return `${event.name} cancelled${place(event)}`;
  }
}

/** ` (iteration 2.1, attempt 3)`, or nothing for the plain case. Indices are shown from 1. */
export function place(event: { readonly iteration: readonly number[]; readonly attempt: number }): string {
  const parts = [
    ...(event.iteration.length > 0 ? [`iteration ${event.iteration.map((i) => i + 1).join(".")}`] : []),
    ...(event.attempt > 1 ? [`attempt ${event.attempt}`] : []),
  ];
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

function summary(error: { readonly status: number; readonly title?: string; readonly detail?: string }): string {
  const text = error.detail ?? error.title ?? "";
  const short = text.length > 160 ? `${text.slice(0, 160)}…` : text;
  return `${error.status} ${short}`.trim();
}
