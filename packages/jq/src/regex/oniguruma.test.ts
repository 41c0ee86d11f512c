// What jq 1.8.1 answers, for constructs that Oniguruma has and the platform's RegExp has not, or has otherwise.

import { expect, test } from "vitest";
import { compile, JqBudgetError } from "../index.ts";

/** The texts of all matches, or the error. */
function matches(pattern: string, text: string, flags = "g"): unknown {
  return compile("try [match($pattern; $flags) | .string] catch .", { variables: ["pattern", "flags"] }).run(text, {
    variables: { pattern, flags },
  })[0];
}

test.each<readonly [string, string, readonly string[]]>([
  // Calls of groups.
  ["(?<n>a)\\g<n>", "aa", ["aa"]],
  ["\\g<1>(a|b)", "ba", ["ba"]],
  ["(?<n>a|ab)\\g<n>c", "aabc", ["aabc"]],
  ["(?<n>\\((?:[^()]|\\g<n>)*\\))", "x(a(b)c)(d", ["(a(b)c)"]],
  ["(a\\g<0>?b)", "aabb", ["aabb"]],
  ["(a)(?+1)(b)", "abb", ["abb"]],
  ["(?&n)(?<n>a)", "aa", ["aa"]],
  ["(?i)(?<n>a){0}(?-i)\\g<n>", "A", ["A"]],
  // Conditions.
  ["(a)?(?(1)b|c)", "ab c", ["ab", "c"]],
  ["(?<n>x)?(?(<n>)y|z)", "xy z", ["xy", "z"]],
  ["(?(a|x)b|c)", "xb c", ["xb", "c"]],
  ["(?(a+)ab|c)", "aab", []],
  // What must not be.
  ["\\/\\*(?~\\*\\/)\\*\\/", "/**/ /*a*/ /* * */", ["/**/", "/*a*/", "/* * */"]],
  ["(?~a)b", "ccb", ["ccb"]],
  // Characters as people see them.
  ["\\X", "e\u0301\r\n🇩🇪", ["e\u0301", "\r\n", "🇩🇪"]],
  ["\\y\\w+\\y", "ab cd", ["ab", "cd"]],
  ["\\O", "\n", ["\n"]],
  // Case.
  ["(?i)ß", "SS ss ẞ", ["SS", "ss", "ẞ"]],
  ["(?i)STRASSE", "straße", ["straße"]],
  ["(?i)[ﬀ]", "ff", ["ff"]],
  ["(?i)i", "İ I ı", ["I"]],
  ["(?i)ς", "Σ σ", ["Σ", "σ"]],
  ["((?i)a)b", "AB Ab", ["Ab"]],
  ["a(?i)b|c", "aB C aC", ["aB", "C", "C"]],
  // Escapes and classes.
  ["\\cA\\c?\\o{101}\\18", "\u0001\u007fA\u00018", ["\u0001\u007fA\u00018"]],
  ["\\xc3\\xa9\\303\\251", "éé", ["éé"]],
  ["\\u0061\\v\\pL", "u0061vpL", ["u0061vpL"]],
  ["[a[b]]", "[] a]", ["[]", "a]"]],
  ["[\\e\\f\\v]", "v\f", ["v", "\f"]],
  ["\\p{uppercase letter}\\p{^lu}\\p{OldPersian}", "Aa𐎠", ["Aa𐎠"]],
  // How often.
  ["a{,2}", "aa a{,2}", ["a{,2}"]],
  ["a{1,2}+a", "aa aaa", ["aaa"]],
  ["a(?#twice){2}", "aa", ["aa"]],
  ["\\Qab\\E+", "abb", ["abb"]],
  ["\\1(a)", "aa", []],
])("[J40] %s in %j matches %j", (pattern, text, expected) => {
  expect(matches(pattern, text)).toEqual(expected);
});

test("[J40] the longest match is the one of the most bytes, wherever it begins", () => {
  expect(matches(".", "ab😀é", "l")).toEqual(["😀"]);
});

test.each([
  ["(?P<n>a)", "undefined group option"],
  ["(?~|a)", "undefined group option"],
  ["\\g<0>", "never ending recursion"],
  ["(?<n>\\g<n>|a)", "never ending recursion"],
  ["(?<n>a)(?<n>b)\\g<n>", "multiplex definition name <n> call"],
  ["\\g<x>", "undefined name <x> reference"],
  ["\\g<3>(a)", "undefined group <3> reference"],
  ["(?(2)a|b)", "invalid backref number/name"],
  ["\\k<n>(?<n>a)", "undefined name <n> reference"],
  ["\\p{Script=Han}", "invalid character property name {Script=Han}"],
  ["[[:foo:]]", "invalid POSIX bracket type"],
  ["[a-\\d]", "char-class value at end of range"],
  ["a{3,1}", "upper is smaller than lower in repeat range"],
  ["{1}a", "target of repeat operator is not specified"],
  ["(?:a|^)*", "target of repeat operator is invalid"],
  ["\\xe9", "too short multibyte code string"],
  ["(*NO)", "undefined callout name"],
  ["\\c", "end pattern at control"],
])("[J40] %s is refused: %s", (pattern, message) => {
  expect(matches(pattern, "a")).toBe(`Regex failure: ${message}`);
});

test.each(["(?<n>(?:a|a)*\\g<n>?b)", "(?:(a)?(?(1)a|a))*b", "(?i:ß|ss|s)*b", "(?~(?:a|s)*b)*c"])(
  "[J31] %s ends within the budget on a text that almost matches",
  (pattern) => {
    const text = "as".repeat(2_000);
    let found: unknown;
    try {
      found = matches(pattern, text);
    } catch (error) {
      if (!(error instanceof JqBudgetError)) throw error;
      found = [];
    }
    expect(found).not.toBeUndefined();
  },
);
