// Regular expressions and texts for comparisons. For tests only. The constructs that jq's Oniguruma has and Perl's syntax turns on;
// look-behinds hold one character, since jq refuses most that may have several lengths.
import * as fc from "fast-check";

export interface RegexCase {
  readonly text: string;
  readonly pattern: string;
  readonly flags: string;
}

const LETTERS = ["a", "b", "A", "B", "é", "ß", "S", "s", "1", "-", " ", "\n", "😀"] as const;

const letter = fc.constantFrom(...LETTERS.filter((each) => each !== "-"));

const atom = fc.oneof(
  { weight: 6, arbitrary: letter },
  fc.constantFrom(".", "^", "$", "\\A", "\\z", "\\Z", "\\b", "\\B", "\\G", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S"),
  fc.constantFrom("\\N", "\\O", "\\R", "\\X", "\\h", "\\v", "\\u0061", "\\x61", "\\x{e9}", "\\141", "\\cA", "\\Qa.\\E"),
  fc.constantFrom(
    "\\p{Lu}",
    "\\P{Ll}",
    "\\p{^lu}",
    "\\p{alpha}",
    "\\p{Greek}",
    "\\p{uppercase letter}",
    "\\p{Nope}",
    "\\pL",
  ),
  fc.constantFrom(
    "[ab]",
    "[^a]",
    "[a-c]",
    "[[:alpha:]]",
    "[[:^digit:]]",
    "[a[b]",
    "[\\d-]",
    "[]a]",
    "[a-z&&b]",
    "[ß]",
    "[\\w]",
  ),
  fc.constantFrom(
    "\\1",
    "\\2",
    "\\k<n>",
    "\\k<1>",
    "\\k<-1>",
    "\\g<n>",
    "\\g<1>",
    "\\g<0>",
    "\\g<-1>",
    "(?1)",
    "(?&n)",
  ),
  fc.constantFrom(
    "(?i)",
    "(?-i)",
    "(?s)",
    "(?x)",
    "(?#no)",
    "(?=a)",
    "(?!a)",
    "(?<=a)",
    "(?<!b)",
    "(*FAIL)",
    "\\K",
    "{",
    "{1",
  ),
);

const quantifier = fc.oneof(
  { weight: 5, arbitrary: fc.constant("") },
  fc.constantFrom(
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "*+",
    "++",
    "?+",
    "{2}",
    "{1,2}",
    "{,2}",
    "{0}",
    "{1,}",
    "{1,2}?",
    "{1,2}+",
  ),
);

const { pattern } = fc.letrec<{ pattern: string; piece: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie("piece"), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
    .map((options) => options.map((pieces) => pieces.join("")).join("|")),
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: fc.tuple(atom, quantifier).map((parts) => parts.join("")) },
    fc
      .tuple(
        fc.constantFrom("(", "(?:", "(?<n>", "(?>", "(?i:", "(?=", "(?!", "(?~", "(?(1)", "(?(a)", "(?(<n>)", "(?P<n>"),
        tie("pattern"),
        quantifier,
      )
      .map(([open, body, times]) => `${open}${body})${times}`),
  ),
}));

/** Patterns that are malformed are among them. */
export const anyRegexCase: fc.Arbitrary<RegexCase> = fc.record({
  text: fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => letters.join("")),
  pattern,
  flags: fc.constantFrom("", "", "i", "x", "s", "n", "l", "p"),
});
