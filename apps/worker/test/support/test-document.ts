// Short ways to write documents in tests.

import type { Json } from "@ironweave/jq";

/** A document of these tasks, with further top-level members. */
export function testDocument(tasks: readonly object[], rest: object = {}): Json {
  const document = { dsl: "1.0.3", namespace: "default", name: "test", version: "1.0.0" };
  return JSON.parse(JSON.stringify({ document, ...rest, do: tasks })) as Json;
}
