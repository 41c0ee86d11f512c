// Whether values equal jq's compact output, one value a line; the order of object keys does not count. Pure.

import type { Json } from "@ironweave/jq";

/** True where both hold the same values in the same order. */
export function sameOutputs(ours: readonly Json[], output: string): boolean {
  const theirs = output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Json);
  return ours.length === theirs.length && ours.every((value, at) => canonical(value) === canonical(theirs[at] ?? null));
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
