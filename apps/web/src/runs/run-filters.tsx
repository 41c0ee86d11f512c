"use client";
// What a list of runs is narrowed by: words, workflow, time, state. Holds nothing itself but the words until a pause in typing.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTrpc } from "../trpc/trpc-provider.tsx";
import { ChoiceChips } from "../ui/choice-chips.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { statusWord } from "../ui/status.tsx";
import { Input, Select } from "../ui/text-field.tsx";
import { FILTER_STATES } from "./model/run-filter.ts";
import type { RunFilter, TimeSpan } from "./model/run-filter.ts";
import styles from "./run-filters.module.css";

const PAUSE_MS = 300;

const SPAN_WORDS: { readonly [S in TimeSpan]: string } = {
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
  between: "Between …",
};

export interface RunFiltersProps {
  readonly filter: RunFilter;
  readonly onChange: (change: Partial<RunFilter>) => void;
}

/** Wraps on narrow screens. */
export function RunFilters({ filter, onChange }: RunFiltersProps) {
  return (
    <div className={styles.filters} role="search" aria-label="Runs">
      <div className={styles.row}>
        <SearchWords search={filter.search} onChange={(search) => onChange({ search })} />
        <WorkflowChoice chosen={filter.workflowId} onChoose={(workflowId) => onChange({ workflowId })} />
        <Select
          className={styles.time}
          aria-label="Time"
          value={filter.span ?? ""}
          onChange={(event) => onChange({ span: spanOf(event.target.value) })}
        >
          <option value="">Any time</option>
          {Object.entries(SPAN_WORDS).map(([span, words]) => (
            <option key={span} value={span}>
              {words}
            </option>
          ))}
        </Select>
        {filter.span === "between" && (
          <>
            <Input
              type="datetime-local"
              className={styles.moment}
              aria-label="From"
              value={filter.from}
              onChange={(event) => onChange({ from: event.target.value })}
            />
            <span aria-hidden="true">–</span>
            <Input
              type="datetime-local"
              className={styles.moment}
              aria-label="To"
              value={filter.to}
              onChange={(event) => onChange({ to: event.target.value })}
            />
          </>
        )}
      </div>
      <ChoiceChips
        label="Show runs that are"
        choices={FILTER_STATES}
        chosen={filter.status}
        onChoose={(status) => onChange({ status })}
        wordOf={statusWord}
      />
    </div>
  );
}

function spanOf(value: string): TimeSpan | undefined {
  return (Object.keys(SPAN_WORDS) as TimeSpan[]).find((span) => span === value);
}

function SearchWords({ search, onChange }: { readonly search: string; readonly onChange: (search: string) => void }) {
  const [typed, setTyped] = useState(search);
  // What was last said to the address: another text there comes from elsewhere (the filters were cleared).
  const told = useRef(search);
  useEffect(() => {
    if (search === told.current) return;
    told.current = search;
    setTyped(search);
  }, [search]);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (typed === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = typed;
      latest.current(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <SearchField
      label="Search runs"
      placeholder="Workflow or run id"
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

interface WorkflowChoiceProps {
  readonly chosen: string | undefined;
  readonly onChoose: (workflowId: string | undefined) => void;
}

/** One that was deleted is not in the list, and stays chosen all the same. */
function WorkflowChoice({ chosen, onChoose }: WorkflowChoiceProps) {
  const trpc = useTrpc();
  const { data } = useQuery({ queryKey: ["workflows", ""], queryFn: () => trpc.workflow.list.query({}) });
  const workflows = (data ?? []).toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  const isKnown = chosen === undefined || workflows.some(({ id }) => id === chosen);
  return (
    <Select
      className={styles.workflow}
      aria-label="Workflow"
      value={chosen ?? ""}
      onChange={(event) => onChoose(event.target.value === "" ? undefined : event.target.value)}
    >
      <option value="">All workflows</option>
      {!isKnown && <option value={chosen}>{data === undefined ? "…" : "One that was deleted"}</option>}
      {workflows.map(({ id, name, namespace }) => (
        <option key={id} value={id}>
          {namespace === "default" ? name : `${namespace}/${name}`}
        </option>
      ))}
    </Select>
  );
}
