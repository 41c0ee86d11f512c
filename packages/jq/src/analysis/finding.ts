// What the analysis says of a program: of its results, and of places where it surely goes wrong.
import type { Span } from "../syntax/ast.ts";
import { NOTHING } from "./kind-set.ts";

/** A place that is certainly wrong, for every input and all values of the variables. */
export interface JqHint extends Span {
  /** `fails`: raises an error whenever it is reached. `constant`: what it decides is always the same. */
  readonly kind: "fails" | "constant";
  /** True where the whole program fails with it: it is always reached, and nothing catches the error. */
  readonly certain: boolean;
  /** What `constant` always gives; the truth of a condition, or the result of a comparison. */
  readonly always?: boolean;
  readonly message: string;
  /** What was probably meant, as a change of the program's text. */
  readonly meant?: Span & { readonly text: string };
}

/** What is known of a node's results. */
export interface Found {
  /** Kinds that a result may have; none where there is no result at all. */
  readonly kinds: number;
  /** True where there is a result whenever no error is raised. */
  readonly some: boolean;
  readonly hints: readonly JqHint[];
}

/** No result, and nothing to say. */
export const NEVER: Found = { kinds: NOTHING, some: false, hints: [] };

/** Hints of a part that may not be reached, or not be run to its end. */
export function perhaps(hints: readonly JqHint[]): readonly JqHint[] {
  return hints.some(({ certain }) => certain) ? hints.map((hint) => ({ ...hint, certain: false })) : hints;
}

/** Hints of a part; `certain` stays only where it is surely reached. */
export function hintsWhere(reached: boolean, { hints }: Found): readonly JqHint[] {
  return reached ? hints : perhaps(hints);
}

/** Hints of a part whose errors are caught: only what is constant remains. */
export function caught(hints: readonly JqHint[]): readonly JqHint[] {
  return hints.filter(({ kind }) => kind === "constant");
}
