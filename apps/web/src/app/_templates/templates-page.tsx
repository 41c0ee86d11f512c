"use client";
// The gallery of templates: search, topics, a card each. What is shown comes from the examples' own files.

import { useQuery } from "@tanstack/react-query";
import { LayoutTemplate, Search } from "lucide-react";
import { useState } from "react";
import type { Template } from "../../server/contract/template-contract.ts";
import { searchItems } from "../../editor/designer/search-items.ts";
import { useTrpc } from "../../trpc/trpc-provider.tsx";
import { ChoiceChips } from "../../ui/choice-chips.tsx";
import { Page } from "../../ui/page.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { EmptyState, LoadingRows } from "../../ui/state-panel.tsx";
import { LoadError } from "../_shell/load-error.tsx";
import { TemplateCard } from "./template-card.tsx";
import { TemplateDialog } from "./template-dialog.tsx";
import styles from "./templates-page.module.css";

const NONE: readonly Template[] = [];

/** `/templates` */
export function TemplatesPage() {
  const trpc = useTrpc();
  const templates = useQuery({
    queryKey: ["templates"],
    queryFn: () => trpc.template.list.query(),
    staleTime: Infinity,
  });
  const [query, setQuery] = useState("");
  const [topic, setTopic] = useState<string>();
  const [open, setOpen] = useState<Template>();
  const all = templates.data ?? NONE;
  const topics = [...new Set(all.map((template) => template.topic))].toSorted();
  const found = searchItems(
    all.filter((template) => topic === undefined || template.topic === topic),
    query,
    wordsOf,
  );
  return (
    <Page
      title="Templates"
      note="Workflows that run as they are. Each brings sample inputs, tests and mocks along."
      tools={<SearchField label="Search templates" value={query} onChange={(event) => setQuery(event.target.value)} />}
    >
      {templates.isPending && <LoadingRows label="Loading templates" />}
      {templates.isError && (
        <LoadError error={templates.error} what="The templates" onRetry={() => void templates.refetch()} />
      )}
      {all.length > 0 && <ChoiceChips label="Topic" choices={topics} chosen={topic} onChoose={setTopic} />}
      <p role="status" className="visually-hidden">
        {templates.isSuccess && `${found.length} ${found.length === 1 ? "template" : "templates"}`}
      </p>
      {found.length > 0 && (
        <ul className={styles.grid}>
          {found.map((template) => (
            <li key={template.name}>
              <TemplateCard template={template} onOpen={() => setOpen(template)} />
            </li>
          ))}
        </ul>
      )}
      {all.length > 0 && found.length === 0 && (
        <EmptyState icon={<Search size={22} />} title={`Nothing matches “${query}”`}>
          Titles, summaries, topics and systems are searched.
        </EmptyState>
      )}
      {templates.isSuccess && all.length === 0 && (
        <EmptyState icon={<LayoutTemplate size={22} />} title="No templates here">
          This installation came without its folder of examples.
        </EmptyState>
      )}
      {open !== undefined && <TemplateDialog template={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}

function wordsOf({ title, summary, topic, systems, name }: Template): string {
  return [title, summary, topic, name, ...systems].join(" ");
}
