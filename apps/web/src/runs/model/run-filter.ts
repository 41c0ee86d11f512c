// What a list of runs is narrowed to, as the address of the page has it, so that a view can be kept and shared. Pure. What the
// address has and nobody can mean is passed over.

import type { RunStatus } from "@ironweave/schema/run";

/** The states to choose from, in the order in which they are offered. */
export const FILTER_STATES: readonly RunStatus[] = ["running", "completed", "faulted", "cancelled", "pending"];

/** The spans that end now, and how long each is. */
export const TIME_SPANS_MS = {
  "1h": 3_600_000,
  "24h": 86_400_000,
  "7d": 604_800_000,
  "30d": 2_592_000_000,
} as const;

/** A span that ends now; `between` is given by `from` and `to`. */
export type TimeSpan = keyof typeof TIME_SPANS_MS | "between";

/** `from` and `to` are minutes in the reader's zone, as fields for times have them (`2026-11-23T14:05`). */
export interface RunFilter {
  readonly search: string;
  readonly status: RunStatus | undefined;
  readonly workflowId: string | undefined;
  readonly span: TimeSpan | undefined;
  readonly from: string;
  readonly to: string;
}

const LOCAL_MINUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/u;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** Reads the query of the address. */
export function readRunFilter(params: Pick<URLSearchParams, "get">): RunFilter {
  const workflowId = params.get("workflow") ?? "";
  const time = params.get("time") ?? "";
  const minute = (name: string): string => {
    const text = params.get(name) ?? "";
    return LOCAL_MINUTE.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
  };
  return {
    search: (params.get("search") ?? "").slice(0, 200),
    status: FILTER_STATES.find((state) => state === params.get("status")),
    workflowId: UUID.test(workflowId) ? workflowId : undefined,
    span: isSpan(time) ? time : undefined,
    from: minute("from"),
    to: minute("to"),
  };
}

/** The query for the address; empty where nothing is narrowed. */
export function runFilterQuery({ search, status, workflowId, span, from, to }: RunFilter): string {
  const between = span === "between";
  const entries = Object.entries({
    search,
    status,
    workflow: workflowId,
    time: span,
    from: between ? from : "",
    to: between ? to : "",
  });
  const params = new URLSearchParams(entries.flatMap(([key, value = ""]) => (value === "" ? [] : [[key, value]])));
  return params.size === 0 ? "" : `?${params.toString()}`;
}

/** What the server is asked. A moment is the whole minute that it names. */
export function runListInput(filter: RunFilter, nowMs: number) {
  const { search, status, workflowId } = filter;
  const { since, until } = boundsOf(filter, nowMs);
  return {
    ...(search.trim() === "" ? {} : { search: search.trim() }),
    ...(status === undefined ? {} : { status }),
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  };
}

/** True where anything is left out. */
export function isNarrowed(filter: RunFilter): boolean {
  return Object.keys(runListInput(filter, 0)).length > 0;
}

function boundsOf({ span, from, to }: RunFilter, nowMs: number): { readonly since?: number; readonly until?: number } {
  if (span === undefined) return {};
  if (span !== "between") return { since: nowMs - TIME_SPANS_MS[span] };
  return {
    ...(from === "" ? {} : { since: Date.parse(from) }),
    ...(to === "" ? {} : { until: Date.parse(to) + 60_000 }),
  };
}

function isSpan(text: string): text is TimeSpan {
  return text === "between" || Object.hasOwn(TIME_SPANS_MS, text);
}
