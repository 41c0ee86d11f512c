// Reads what may follow an atom: how often it is repeated, and how eagerly.
import { RegexSyntaxError, type PatternReader } from "./pattern-reader.ts";

const MAX_REPEAT = 100_000;
const INTERVAL = /\{(\d+)(?:(,)(\d*))?\}/y;

/** How often, and which of the possible numbers is tried first. */
export interface Quantifier {
  readonly min: number;
  readonly max: number;
  readonly mode: "greedy" | "lazy" | "possessive";
}

/** Reads a quantifier, undefined where there is none. A brace that begins no interval is a character. */
export function parseQuantifier(reader: PatternReader): Quantifier | undefined {
  const range = parseRange(reader);
  if (range === undefined) return undefined;
  const mode = reader.accept("?") ? "lazy" : reader.accept("+") ? "possessive" : "greedy";
  return { ...range, mode };
}

/** Whether an interval stands here, which nothing may begin with. */
export function isAtInterval(reader: PatternReader): boolean {
  return reader.match(INTERVAL) !== undefined;
}

function parseRange(reader: PatternReader): { readonly min: number; readonly max: number } | undefined {
  if (reader.accept("*")) return { min: 0, max: Number.POSITIVE_INFINITY };
  if (reader.accept("+")) return { min: 1, max: Number.POSITIVE_INFINITY };
  if (reader.accept("?")) return { min: 0, max: 1 };
  const found = reader.match(INTERVAL);
  if (found === undefined) return undefined;
  const [whole, low = "", comma, high = ""] = found;
  reader.skip(whole.length);
  const min = Number(low);
  const max = comma === undefined ? min : high === "" ? Number.POSITIVE_INFINITY : Number(high);
  if (min > MAX_REPEAT || (max > MAX_REPEAT && Number.isFinite(max)))
    throw new RegexSyntaxError("too big number for repeat range");
  if (min > max) throw new RegexSyntaxError("upper is smaller than lower in repeat range");
  return { min, max };
}
