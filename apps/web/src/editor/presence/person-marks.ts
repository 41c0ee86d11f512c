// How a person is drawn: initials and one of six colours, the same wherever they are shown. And on which task of one's own
// drawing a person is, whose reference is of another text. Pure.

import type { Reference } from "@ironweave/schema";
import type { Person } from "../backend/editor-backend.ts";
import type { GraphIndex } from "../kernels/graph-index.ts";

/** Colours of the tokens `data-person`. */
const COLOURS = 6;

/** Two letters: of the first word and of the last. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter((word) => word !== "");
  const letter = (word = "·") => String.fromCodePoint(word.codePointAt(0) ?? 183).toUpperCase();
  return words.length === 0 ? "·" : letter(words[0]) + (words.length > 1 ? letter(words.at(-1)) : "");
}

/** A number from 1 to 6, by the id. */
export function colourOf(userId: string): number {
  let sum = 0;
  for (const character of userId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return (sum % COLOURS) + 1;
}

/** The task of this drawing that a reference of another text means: at the same place, else the only one of that name. */
export function taskOfReference(index: GraphIndex, reference: string): Reference | undefined {
  if (index.places.has(reference)) return reference;
  const name = reference.slice(reference.lastIndexOf("/") + 1);
  const named = [...index.places.keys()].filter((task) => task.endsWith(`/${name}`));
  return named.length === 1 ? named[0] : undefined;
}

/** Who is on which task of this drawing. */
export function peopleByTask(index: GraphIndex, people: readonly Person[]): ReadonlyMap<Reference, readonly Person[]> {
  const byTask = new Map<Reference, readonly Person[]>();
  for (const person of people) {
    for (const reference of person.selected) {
      const task = taskOfReference(index, reference);
      if (task !== undefined) byTask.set(task, [...(byTask.get(task) ?? []), person]);
    }
  }
  return byTask;
}
