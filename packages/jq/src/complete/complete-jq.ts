// What could be written at a place of a jq program: keys that are in the data there, variables, functions with their signatures.
// One function for every editor of programs. Pure and bounded: data are found by running the program up to the place on samples.
import { JqSyntaxError } from "../errors.ts";
import { MAX_PROGRAM_LENGTH } from "../limits.ts";
import type { Node } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { closingOf } from "./close-program.ts";
import type { CompleteOptions, JqCompletion, JqOffer } from "./completion.ts";
import { findPlace, type FoundPlace } from "./find-place.ts";
import type { Frame } from "./frames.ts";
import { keyOffers } from "./key-offers.ts";
import { FORMAT_OFFERS, functionOffers, variableOffers, WORD_OFFERS } from "./name-offers.ts";
import { placeCursor, type CursorPlace } from "./place-cursor.ts";

const MOST_OFFERS = 120;

/**
 * Offers for the UTF-16 offset of a program, which may be unfinished; undefined where there is nothing to offer. Every offer, put in
 * the place of the range, leaves a program that can be read where `.` in its place does; every key is in one of the samples.
 */
export function completeJq(program: string, offset: number, options: CompleteOptions = {}): JqCompletion | undefined {
  if (program.length > MAX_PROGRAM_LENGTH) return undefined;
  const place = placeCursor(program, offset);
  // In front of a word or a term that is already there, nothing new begins.
  if (place === undefined || (!place.isBegun && /[\w.$@"([{]/.test(program[place.end] ?? ""))) return undefined;
  const { samples = [] } = options;
  const known = options.variables ?? namesOf(samples);
  const empty = Object.fromEntries(Object.keys(known).map((name) => [name, null]));
  const frames = samples.map((sample): Frame => ({
    input: sample.input,
    variables: { ...empty, ...sample.variables },
    sample,
  }));
  const found = readPlaces(program, place, frames);
  if (found === undefined) return undefined;
  const { start, end, typed, isBegun } = place;
  const calls = program[end] === "(";
  const offers = best(offersOf(found, known), typed)
    .filter(({ kind }) => !calls || kind === "function")
    .map((offer) => (calls ? { ...offer, insert: offer.label, caret: undefined } : offer))
    .map(({ caret, ...offer }): JqOffer => (caret === undefined ? offer : { ...offer, caret }));
  return offers.length === 0 ? undefined : { start, end, offers, isBegun };
}

function namesOf(samples: NonNullable<CompleteOptions["samples"]>): Readonly<Record<string, string>> {
  return Object.fromEntries(samples.flatMap(({ variables = {} }) => Object.keys(variables)).map((name) => [name, ""]));
}

/** The place in the first reading of the text that the parser takes: as it is, closed at its end, or without what comes after. */
function readPlaces(program: string, place: CursorPlace, frames: readonly Frame[]): FoundPlace | undefined {
  const before = program.slice(0, place.start) + place.mark;
  const whole = before + program.slice(place.end);
  for (const text of [whole, whole + closingOf(whole), before + closingOf(before)]) {
    const root = tryParse(text);
    if (root !== undefined) return findPlace(root, text, frames);
  }
  return undefined;
}

function tryParse(program: string): Node | undefined {
  try {
    return parse(program);
  } catch (error) {
    if (error instanceof JqSyntaxError) return undefined;
    throw error;
  }
}

function offersOf(
  { sort, frames, bound, functions }: FoundPlace,
  known: Readonly<Record<string, string>>,
): readonly JqOffer[] {
  switch (sort.type) {
    case "path":
      return keyOffers(frames, "path", sort.isFirst);
    case "key-text":
      return keyOffers(frames, "text");
    case "entry":
      return [...keyOffers(frames, "entry"), ...variableOffers(frames, bound, known)];
    case "variable":
      return variableOffers(frames, bound, known);
    case "format":
      return FORMAT_OFFERS;
    case "word":
      return [
        ...keyOffers(frames, "path", true),
        ...variableOffers(frames, bound, known),
        ...functionOffers(functions),
        ...WORD_OFFERS,
      ];
    default:
      return [];
  }
}

/** Those that go on with what is typed, then those that have it in them; each in the order given. */
function best(offers: readonly JqOffer[], typed: string): readonly JqOffer[] {
  if (typed === "") return offers.slice(0, MOST_OFFERS);
  const wanted = typed.toLowerCase();
  const named = offers.map((offer) => ({ offer, name: offer.label.replace(/^[.$@"[\]]+/, "").toLowerCase() }));
  const starting = named.filter(({ name }) => name.startsWith(wanted));
  const having = named.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted));
  return [...starting, ...having].slice(0, MOST_OFFERS).map(({ offer }) => offer);
}
