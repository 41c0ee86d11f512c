// The kinds of difference between this jq (1.8) and jq-web (1.7) that are known, each with its reason. For tests only. What no kind
// explains fails the comparison; a kind names the programs it is for as narrowly as it can.

/** A case with two answers; all as JSON text. */
export interface Difference {
  readonly program: string;
  readonly input: string;
  readonly wanted: string;
  readonly got: string;
}

export interface KnownDifference {
  readonly name: string;
  readonly reason: string;
  explains(difference: Difference): boolean;
}

const NO_PATH = "Invalid pa";

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: "where a missing path is noticed",
    reason:
      "That an expression is no path is an error in both; inside builtins that jq writes in jq, and in patterns, the version decides which step notices it. SPEC J15 has tests of its own.",
    explains: ({ wanted, got }) => wanted.includes(NO_PATH) || got.includes(NO_PATH),
  },
  {
    name: "messages cut inside a character",
    reason: "Before 1.8 jq cut the values in its messages by bytes, so that half a character became U+FFFD.",
    explains: ({ wanted }) => wanted.includes("\ufffd"),
  },
  {
    name: "places in bytes",
    reason: "Before 1.8 `index`, `rindex` and `indices` counted the bytes of a text; since then they count characters.",
    explains: ({ program, input }) => /\bindex\(/.test(program) && /\P{ASCII}/u.test(program + input),
  },
  {
    name: "places taken for paths",
    reason:
      "jq's own definition makes `[1] | path(index([1]))` the path [[1],0], which nothing can be written to. Here it is no path.",
    explains: ({ program }) => /\bindex\(/.test(program) && /\b(path|del|paths)\(|=/.test(program),
  },
];
