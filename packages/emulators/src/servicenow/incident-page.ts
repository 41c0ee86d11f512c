// The ServiceNow emulator's page: every incident, newest first.

import { renderPage } from "../page.ts";
import type { Cell } from "../page.ts";
import { INCIDENT_STATES } from "./incident.ts";
import type { Incident } from "./incident.ts";

/** The page as HTML. */
export function incidentPage(incidents: readonly Incident[]): string {
  return renderPage({
    title: "Incidents",
    lead: `${String(incidents.length)} ${incidents.length === 1 ? "incident" : "incidents"}`,
    columns: ["Number", "State", "Priority", "Short description", "Description", "Correlation", "Opened"],
    rows: incidents.map((incident) => row(incident)),
    empty: "No incidents. All is well, or nothing has run yet.",
  });
}

function row(incident: Incident): readonly Cell[] {
  const state = incident["state"] ?? "1";
  const priority = incident["priority"] ?? "5";
  const open = state === "1" || state === "2" || state === "3";
  return [
    { text: incident["number"] ?? "" },
    { text: INCIDENT_STATES[state] ?? state, tone: open ? "bad" : "good" },
    { text: priority, ...(priority <= "2" ? { tone: "bad" as const } : {}) },
    { text: incident["short_description"] ?? "" },
    { text: incident["description"] ?? "" },
    { text: incident["correlation_id"] ?? "" },
    { text: incident["opened_at"] ?? "" },
  ];
}
