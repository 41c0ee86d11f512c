// Which texts of a filter are meant as they stand. A gateway keeps listeners by the types that they name, so there must be no
// doubt about what is a name: a text with none of the characters that only regular expressions have (a dot alone makes none).

import type { EventSubscription } from "../host.ts";

const MARKS = /[\\^$*+?()[\]{}|]/u;

/** True for a text that is neither an expression nor a regular expression. */
export function isPlainText(text: string): boolean {
  return !MARKS.test(text);
}

/** The event types that the subscriptions can match, each once; empty where one of them may match any type. */
export function plainTypesOf(subscriptions: readonly Pick<EventSubscription, "with">[]): readonly string[] {
  const types = subscriptions.map(({ with: attributes }) => attributes["type"]);
  const plain = types.filter((type) => typeof type === "string").filter(isPlainText);
  return plain.length === types.length ? [...new Set(plain)] : [];
}
