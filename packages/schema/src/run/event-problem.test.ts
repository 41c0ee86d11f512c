import type { Json } from "@ironweave/jq";
import { expect, test } from "vitest";
import { eventProblem } from "./event-problem.ts";

const FIT = { specversion: "1.0", id: "1", source: "/s", type: "t" } as const;

test.each<Json>([
  FIT,
  { ...FIT, time: "2026-01-01T00:00:00.5+02:00", subject: "x", priority: 3, urgent: true, data: { A: [null] } },
  { ...FIT, data_base64: "AA==" },
])("%j is fit", (event) => {
  expect(eventProblem(event)).toBeUndefined();
});

test.each<readonly [Json, string]>([
  ["text", "an event must be a JSON object"],
  [{ ...FIT, specversion: "0.3" }, "specversion must be 1.0"],
  [{ ...FIT, id: "" }, "id must be a text that is not empty"],
  [{ ...FIT, id: 5 }, "id must be a text that is not empty"],
  [{ ...FIT, type: "é".repeat(257) }, "type must have at most 512 bytes"],
  [{ ...FIT, "Bad-Name": 1 }, 'the attribute name "Bad-Name" must be of lower-case letters and digits'],
  [{ ...FIT, extension: { a: 1 } }, "extension must be a text without control characters, a number or a boolean"],
  [{ ...FIT, subject: "a\u0000" }, "subject must be a text without control characters, a number or a boolean"],
  [{ ...FIT, time: "nope" }, "time must be a timestamp as in RFC 3339"],
  [{ ...FIT, time: "2026-13-01T00:00:00Z" }, "time must be a timestamp as in RFC 3339"],
  [{ ...FIT, data: 1, data_base64: "AA==" }, "give data or data_base64, not both"],
  [{ ...FIT, data: "é".repeat(140_000) }, "the event has 280065 bytes; at most 262144 are allowed"],
])("%j is not: %s", (event, problem) => {
  expect(eventProblem(event)).toBe(problem);
});
