// What a screen reader says of a task: "create hosts, call http, step 2 of 7", and its problems and status.

import { KIND_WORDS } from "../../ui/kind-icon.tsx";
import { statusWord, type AnyStatus } from "../../ui/status.tsx";
import type { NodePlace } from "./graph-index.ts";

/** What is known of a task beside its place. */
export interface NameFacts {
  readonly problems?: number;
  readonly status?: AnyStatus | undefined;
  readonly attempts?: number;
  readonly change?: string;
  readonly pinned?: boolean;
  /** Who else has selected it. */
  readonly people?: readonly { readonly name: string }[];
}

/** What a task of such a list is; elsewhere it is a step. */
const PLACE_WORDS: Readonly<Record<string, string>> = { fork: "branch", function: "function" };

/** The accessible name of a task. */
export function accessibleName({ node, scope, index }: NodePlace, facts: NameFacts = {}): string {
  const { problems = 0, status, attempts = 1, change = "same", pinned = false, people = [] } = facts;
  return [
    spokenName(node.name),
    [KIND_WORDS[node.kind].toLowerCase(), node.action].filter(Boolean).join(" "),
    `${PLACE_WORDS[scope.role] ?? "step"} ${index + 1} of ${scope.nodes.length}`,
    node.conditional ? "conditional" : "",
    ...(scope.loose ?? []).flatMap(({ from, missing }) =>
      from === node.id ? [`goes to ${missing}, which is missing`] : [],
    ),
    pinned ? "output pinned" : "",
    problems === 0 ? "" : problems === 1 ? "1 problem" : `${problems} problems`,
    status === undefined ? "" : statusWord(status).toLowerCase(),
    attempts > 1 ? `${attempts} attempts` : "",
    change === "same" ? "" : change,
    people.length === 0 ? "" : `with ${people.map(({ name }) => name).join(" and ")}`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** A task's name as words: `createHosts`, `create-hosts` and `create_hosts` are all "create hosts". */
export function spokenName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]+/g, " ")
    .trim()
    .toLowerCase();
}
