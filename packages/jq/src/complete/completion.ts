// What completion takes and gives: data to look at, and offers with the text that each puts in. Types only.
import type { Json, JsonObject } from "../json.ts";

/** Data that the program may meet. Several are told apart by their origin; a key is told of the first that has it. */
export interface JqSample {
  readonly input: Json;
  /** By name, without `$`. */
  readonly variables?: JsonObject;
  /** Where the data come from, in words: `dry run`. */
  readonly origin?: string;
  /** True where only keys and kinds are known, as from a schema: values are made up and not shown. @default false */
  readonly isShape?: boolean;
}

/** Options of `completeJq`. */
export interface CompleteOptions {
  /** @default none: only names of the language are offered */
  readonly samples?: readonly JqSample[];
  /** Variables that exist where the program stands, without `$`, each with a sentence. @default those of the samples */
  readonly variables?: Readonly<Record<string, string>>;
}

/** What is offered. */
export type OfferKind = "key" | "variable" | "function" | "keyword" | "format";

/** One offer. */
export interface JqOffer {
  readonly kind: OfferKind;
  readonly label: string;
  /** Replaces the completion's range. */
  readonly insert: string;
  /** Where the caret goes in `insert`, and what is selected there. @default after it */
  readonly caret?: { readonly start: number; readonly end: number };
  /** A value in a few characters, or a signature. */
  readonly detail: string;
  /** One sentence, or empty. */
  readonly doc: string;
  /** Of the sample that the key was seen in. */
  readonly origin?: string;
}

/** Offers for a place; `start` and `end` are the UTF-16 offsets of what an offer replaces. */
export interface JqCompletion {
  readonly start: number;
  readonly end: number;
  /** Best first. */
  readonly offers: readonly JqOffer[];
  /** True where something is begun (a dot, a `$`, a letter): only then are offers of help that nobody asked for. */
  readonly isBegun: boolean;
}
