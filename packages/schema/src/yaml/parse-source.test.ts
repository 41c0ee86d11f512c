import { describe, expect, test } from "vitest";
import { parseSource } from "./parse-source.ts";

/** Code and 1-based line of each diagnostic. */
function complaints(text: string): string[] {
  const source = parseSource(text);
  return source.diagnostics.map(({ code, range }) => `${code} ${source.position(range.start).line}`);
}

describe("reading", () => {
  test("[Y1] an empty text is null, without a diagnostic", () => {
    for (const text of ["", "\n", "  \n", "# only a comment\n"]) {
      expect([parseSource(text).value, complaints(text)]).toEqual([null, []]);
    }
  });

  test("[Y4] dates, yes and versions are text; JSON is YAML", () => {
    expect(parseSource("a: 2024-01-01\nb: yes\nc: 1.0.3\nd: 0x1F\ne: ~\n").value).toEqual({
      a: "2024-01-01",
      b: "yes",
      c: "1.0.3",
      d: 31,
      e: null,
    });
    expect(parseSource('{"a": [1, {"b": null}],\n "c": "\\u00e9"}').value).toEqual({ a: [1, { b: null }], c: "é" });
  });

  test("[Y5] __proto__ and constructor are ordinary keys", () => {
    const value = parseSource("__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n").value;
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("[Y4] aliases are resolved, by sharing", () => {
    const value = parseSource("a: &x {b: 1}\nc: *x\nd: [*x]\n").value as { a: unknown; c: unknown; d: unknown[] };
    expect(value).toEqual({ a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }] });
    expect(value.c).toBe(value.a);
  });
});

describe("[Y3] one mistake is one diagnostic at its line", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["a quote that is never closed", 'a: 1\nb: "x\nc: 2\nd: 3\n', "yaml_unclosed 2"],
    ["a bracket that is never closed", "a: 1\nb: [1, 2\nc: 2\n", "yaml_unclosed 2"],
    ["a brace that is never closed", "a: 1\nb: {c: 1\n", "yaml_unclosed 2"],
    ["a tab that indents", "a:\n  b: 1\n\tc: 2\n", "yaml_tab 3"],
    ["a tab before a map in brackets", "a: 1\nb:\t{ c: 1 }\n", "yaml_tab 2"],
    ["a tab before a list in a list", "a:\n  -\t[1]\n", "yaml_tab 2"],
    ["a tab before the first key", "\ta: 1\n", "yaml_tab 1"],
    ["a colon in a plain value", "a: 1\nb: c: d\n", "yaml_indentation 2"],
    ["a key between two depths", "a:\n    b: 1\n  c: 2\nd: 3\n", "yaml_indentation 3"],
    ["a value that begins with @", "a: 1\nb: @c\n", "yaml_reserved_character 2"],
    ["a missing comma", "a: [1, {b: 2} 3]\n", "yaml_comma 1"],
    ["an unknown escape", 'a: 1\nb: "\\q"\n', "yaml_syntax 2"],
    ["a duplicate key", "a: 1\nb: 2\na: 3\n", "yaml_duplicate_key 3"],
    ["a second document", "a: 1\n---\nb: 2\n", "yaml_multiple_documents 2"],
    ["a merge key", "x: &x {a: 1}\ny:\n  <<: *x\n", "yaml_merge_key 3"],
    ["an unknown tag", "a: 1\nb: !thing c\n", "yaml_tag 2"],
    ["a tag of another language", 'a: !!js/function "x"\n', "yaml_tag 1"],
    ["a tag that does not fit", "a: !!int x\n", "yaml_tag 1"],
    ["an alias without an anchor", "a: 1\nb: *c\n", "yaml_alias_unknown 2"],
    ["an alias inside its own anchor", "a: &a\n  - *a\n", "yaml_alias_cycle 2"],
    ["a key that is a list", "? [a]\n: b\n", "yaml_complex_key 1"],
    ["a number that JSON lacks", "a: 1\nb: .nan\n", "yaml_number 2"],
    ["a control character", "a: 1\nb: \u0000\n", "yaml_control_character 2"],
    ["another YAML version", "%YAML 1.1\n---\na: yes\n", "yaml_version 1"],
  ];
  for (const [name, text, expected] of cases) {
    test(`[Y3] ${name}`, () => {
      expect(complaints(text)).toEqual([expected]);
      expect(parseSource(text).value).toBeUndefined();
    });
  }

  test("[Y3] two duplicate keys are two diagnostics", () => {
    expect(complaints("a: 1\na: 2\nb: 1\nb: 2\n")).toEqual(["yaml_duplicate_key 2", "yaml_duplicate_key 4"]);
  });

  test("[Y1] a byte order mark is a warning, and the text is read", () => {
    const source = parseSource("\uFEFFa: 1\nb: 2\n");
    expect(source.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ["yaml_byte_order_mark", "warning"],
    ]);
    expect([source.value, source.text.slice(source.locate("/b")?.start)]).toEqual([{ a: 1, b: 2 }, "b: 2\n"]);
  });
});

describe("[Y2] limits", () => {
  test("[Y2] a text of 1 MB and a byte is not parsed, one of 1 MB is", () => {
    const filler = "é".repeat(524_285);
    expect(complaints(`a: "${filler}"`)).toEqual([]);
    expect(complaints(`a: "${filler}é"`)).toEqual(["source_too_large 1"]);
  });

  test("[Y2] a hundred levels are read, more are not", () => {
    expect(complaints(`${"[".repeat(99)}1${"]".repeat(99)}`)).toEqual([]);
    for (const text of ["[".repeat(20_000), "[".repeat(500_000), "- ".repeat(20_000), "{a: ".repeat(20_000)]) {
      expect(complaints(text)).toEqual(["yaml_too_deep 1"]);
    }
  });

  test("[Y2] a nine-level alias bomb is refused, at once", () => {
    const lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"];
    for (let i = 1; i < 9; i++)
      lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(", ")}]`);
    expect(complaints(lines.join("\n"))).toEqual(["yaml_alias_expansion 6"]);
  });
});

describe("finding", () => {
  const text = "do:\n  - a: &x {set: 1} # note\n  - b: *x\n";
  const source = parseSource(text);
  const cut = (reference: string, target?: "key" | "value" | "entry"): string => {
    const range = source.locate(reference, target);
    return range === undefined ? "" : text.slice(range.start, range.end);
  };

  test("[Y7] key, value and entry", () => {
    expect([cut("/do/0/a"), cut("/do/0/a", "key"), cut("/do/0/a", "value")]).toEqual([
      "a: &x {set: 1}",
      "a",
      "&x {set: 1}",
    ]);
    expect([cut("/do/0"), cut("/do/0", "key"), cut("/do/0/a/set", "value")]).toEqual(["- a: &x {set: 1}", "-", "1"]);
  });

  test("[Y7] what lies behind an alias is answered with the alias, what is not there with nothing", () => {
    expect([cut("/do/1/b/set", "value"), source.locate("/do/1/c"), source.locate("/do/7")]).toEqual([
      "*x",
      undefined,
      undefined,
    ]);
  });

  test("[Y8] the innermost node at an offset, a comment beside it included", () => {
    const at = (word: string): string => source.referenceAt(text.indexOf(word) + 1);
    expect([at("set"), at("note"), at("*x"), at("do"), source.referenceAt(0)]).toEqual([
      "/do/0/a/set",
      "/do/0/a",
      "/do/1/b",
      "/do",
      "/do",
    ]);
  });
});
