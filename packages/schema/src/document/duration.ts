// Durations and timeouts.

import { choice, describe, integer, object, string, versions } from "./schema-builder.ts";
import type { NodeMeta } from "./schema-node.ts";
import type { Infer } from "./schema-node.ts";
import { isoDuration, isoDurationOrExpression } from "./text-check.ts";

/** A duration by its parts; at least one, whole numbers. */
export const durationParts = object({
  title: "Duration by parts",
  means: "duration",
  minKeys: 1,
  optional: {
    days: integer({ title: "Days" }),
    hours: integer({ title: "Hours" }),
    minutes: integer({ title: "Minutes" }),
    seconds: integer({ title: "Seconds" }),
    milliseconds: integer({ title: "Milliseconds" }),
  },
});

const durationText = { title: "ISO 8601 text", examples: ["PT30S", "PT15M", "P1D"] } satisfies NodeMeta;

/** How long: parts, ISO 8601 text, or (since 1.0.2) an expression that gives either. */
export const duration = versions(
  [
    ["1.0.0", choice([durationParts, string({ ...durationText, check: isoDuration })])],
    [
      "1.0.2",
      choice([
        durationParts,
        string({ ...durationText, check: isoDurationOrExpression, expression: "value", gives: "duration" }),
      ]),
    ],
  ],
  { title: "Duration", description: "How long: by parts such as `minutes: 15`, or as ISO 8601 text such as `PT15M`." },
);

/** A time limit. */
export const timeout = object({
  title: "Timeout",
  description: "Faults what takes longer with a timeout error (408).",
  required: {
    after: describe(duration, { title: "After", description: "Time that may pass before it faults." }),
  },
});

/** A time limit, or the name of one in `use.timeouts`. */
export const timeoutOrName = choice(
  [timeout, string({ title: "Name of a timeout", description: "An entry of `use.timeouts`.", names: "timeout" })],
  { title: "Timeout", description: "How long it may take: a duration, or the name of an entry of `use.timeouts`." },
);

export type Duration = Infer<typeof duration>;
export type DurationParts = Infer<typeof durationParts>;
export type Timeout = Infer<typeof timeout>;
