// Encoded queries of the Table API (`sysparm_query`): conditions joined by `^`, alternatives by `^OR`, then ordering. Pure.

import type { Incident } from "./incident.ts";

type Condition = (incident: Incident) => boolean;

const OPERATORS: readonly [string, (value: string, wanted: string) => boolean][] = [
  ["ISNOTEMPTY", (value) => value !== ""],
  ["ISEMPTY", (value) => value === ""],
  ["STARTSWITH", (value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase())],
  ["ENDSWITH", (value, wanted) => value.toLowerCase().endsWith(wanted.toLowerCase())],
  ["NOTLIKE", (value, wanted) => !value.toLowerCase().includes(wanted.toLowerCase())],
  ["LIKE", (value, wanted) => value.toLowerCase().includes(wanted.toLowerCase())],
  ["NOT IN", (value, wanted) => !wanted.split(",").includes(value)],
  ["IN", (value, wanted) => wanted.split(",").includes(value)],
  ["!=", (value, wanted) => value !== wanted],
  [">=", (value, wanted) => value >= wanted],
  ["<=", (value, wanted) => value <= wanted],
  ["=", (value, wanted) => value === wanted],
  [">", (value, wanted) => value > wanted],
  ["<", (value, wanted) => value < wanted],
];

/** The records a query selects, in its order. A condition that cannot be read is ignored, as the real system does. */
export function selectIncidents(incidents: readonly Incident[], query: string): readonly Incident[] {
  const groups: Condition[][] = [];
  const orders: { readonly field: string; readonly sign: number }[] = [];
  for (const part of query.split("^").filter((text) => text !== "" && text !== "EQ")) {
    const order = /^ORDERBY(DESC)?(.+)$/.exec(part);
    const field = order?.[2];
    if (field !== undefined) {
      orders.push({ field, sign: order?.[1] === undefined ? 1 : -1 });
      continue;
    }
    const alternative = part.startsWith("OR");
    const condition = parseCondition(alternative ? part.slice(2) : part);
    if (condition === undefined) continue;
    const last = groups.at(-1);
    if (alternative && last !== undefined) last.push(condition);
    else groups.push([condition]);
  }
  const found = incidents.filter((each) => groups.every((group) => group.some((condition) => condition(each))));
  return found.toSorted((a, b) => {
    for (const { field, sign } of orders) {
      const difference = compare(a[field] ?? "", b[field] ?? "");
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

function parseCondition(text: string): Condition | undefined {
  const field = /^[a-z_][a-z0-9_.]*/.exec(text)?.[0];
  if (field === undefined) return undefined;
  const rest = text.slice(field.length);
  const operator = OPERATORS.find(([name]) => rest.startsWith(name));
  if (operator === undefined) return undefined;
  const [name, test] = operator;
  return (incident) => test(incident[field] ?? "", rest.slice(name.length));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
