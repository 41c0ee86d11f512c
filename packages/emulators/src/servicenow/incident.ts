// An incident of the ServiceNow emulator: every value is a string, times are UTC `yyyy-MM-dd HH:mm:ss`, as the Table API
// gives them. Pure.

/** A record of the table: column to value. */
export type Incident = Readonly<Record<string, string>>;

/** Columns a caller may not write. */
const READ_ONLY: ReadonlySet<string> = new Set([
  "sys_id",
  "number",
  "sys_created_on",
  "sys_updated_on",
  "sys_mod_count",
  "priority",
  "active",
]);

const DEFAULTS: Incident = {
  short_description: "",
  description: "",
  correlation_id: "",
  correlation_display: "",
  category: "inquiry",
  subcategory: "",
  cmdb_ci: "",
  caller_id: "",
  assigned_to: "",
  assignment_group: "",
  work_notes: "",
  comments: "",
  close_code: "",
  close_notes: "",
  impact: "3",
  urgency: "3",
  state: "1",
};

/** Priority by impact (rows) and urgency (columns), as the base system has it. */
const PRIORITY: Readonly<Record<string, string>> = {
  "11": "1",
  "12": "2",
  "13": "3",
  "21": "2",
  "22": "3",
  "23": "4",
  "31": "3",
  "32": "4",
  "33": "5",
};

/** Names of the states, for people. */
export const INCIDENT_STATES: Readonly<Record<string, string>> = {
  "1": "New",
  "2": "In progress",
  "3": "On hold",
  "6": "Resolved",
  "7": "Closed",
  "8": "Canceled",
};

export interface NewIncident {
  readonly sysId: string;
  readonly number: number;
  readonly user: string;
  readonly now: number;
}

/** A new incident from what the caller sent; unknown columns are ignored, as the Table API does. */
export function createIncident(fields: Readonly<Record<string, unknown>>, given: NewIncident): Incident {
  const at = tableTime(given.now);
  return derive({
    ...DEFAULTS,
    ...writable(fields),
    sys_id: given.sysId,
    number: `INC${String(given.number).padStart(7, "0")}`,
    opened_at: at,
    opened_by: given.user,
    sys_created_by: given.user,
    sys_created_on: at,
    sys_updated_on: at,
    sys_mod_count: "0",
  });
}

/** The incident with columns changed, or why it may not be. */
export function updateIncident(
  incident: Incident,
  fields: Readonly<Record<string, unknown>>,
  now: number,
): Incident | { readonly refused: string } {
  const next = { ...incident, ...writable(fields) };
  if ((next["state"] === "6" || next["state"] === "7") && (next["close_code"] === "" || next["close_notes"] === "")) {
    return { refused: "Data Policy Exception: the following fields are mandatory: Resolution code, Resolution notes" };
  }
  const count = Number(incident["sys_mod_count"] ?? 0) + 1;
  return derive({ ...next, sys_updated_on: tableTime(now), sys_mod_count: String(count) });
}

/** A time as the Table API writes it. */
function tableTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

function writable(fields: Readonly<Record<string, unknown>>): Incident {
  const known = Object.entries(fields).filter(([name]) => Object.hasOwn(DEFAULTS, name) && !READ_ONLY.has(name));
  return Object.fromEntries(known.map(([name, value]) => [name, cellText(value)]));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Fills the columns that follow from others. */
function derive(incident: Incident): Incident {
  const { impact = "3", urgency = "3", state = "1" } = incident;
  return { ...incident, priority: PRIORITY[impact + urgency] ?? "5", active: String(state !== "7" && state !== "8") };
}
