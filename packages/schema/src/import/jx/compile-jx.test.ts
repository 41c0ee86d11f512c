import { compile, JqRuntimeError } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { describe, expect, test } from "vitest";
import { jxCondition, jxObjectProgram, jxProgram, jxTemplate } from "./compile-jx.ts";
import { splitJx } from "./split-jx.ts";

const noReport = (): never => {
  throw new Error("nothing is to be reported here");
};

/** The program's one result over the data, or the error it ends with. */
function evaluate(program: string, data: Json): Json {
  try {
    const results = compile(program).run(data);
    return results.length === 1 ? (results[0] ?? null) : `${results.length} results`;
  } catch (error) {
    if (error instanceof JqRuntimeError) return `error: ${error.message}`;
    throw error;
  }
}

describe("splitting", () => {
  test("the end of a query is found by counting parentheses, also those in strings", () => {
    expect(splitJx('jq("a(b)c")')).toEqual([{ language: "jq", text: '"a(b)c"' }]);
    expect(splitJx('jq("a)b")')).toEqual([{ language: "jq", text: '"a' }, 'b")']);
  });

  test("text around queries is kept, white space around the whole is not", () => {
    expect(splitJx("  Hello, jq(.a) and js(1)! ")).toEqual([
      "Hello, ",
      { language: "jq", text: ".a" },
      " and ",
      { language: "js", text: "1" },
      "!",
    ]);
    expect(splitJx(" ")).toEqual([""]);
  });

  test("a query that is not closed has no pieces", () => {
    expect(splitJx("jq(.a")).toBeUndefined();
  });
});

describe("programs", () => {
  const BAD = "error: direktiv.jq.badCommand";

  test.each<readonly [string, Json, Json, Json]>([
    ["a query that fills the string keeps its type", "jq(.a)", { a: [1, 2] }, [1, 2]],
    ["a query in text is spliced: strings raw", "a: jq(.a)", { a: "hello" }, "a: hello"],
    ["other values as compact JSON", "a: jq(.a)", { a: [1, { b: 2 }] }, 'a: [1,{"b":2}]'],
    ["strings are trimmed", "  hello\nworld\n", {}, "hello\nworld"],
    ["quotes, backslashes and what looks like jq stay text", 'say "\\(.a)" \\ ', { a: 1 }, 'say "\\(.a)" \\'],
    [
      "maps and lists are rebuilt",
      { x: ["jq(.a)", 5, null, true], "y z": "jq(.a)" },
      { a: 1 },
      { x: [1, 5, null, true], "y z": 1 },
    ],
    ["null counts as no result", "jq(.missing)", {}, BAD],
    ["null inside an object is a value", "jq({a: null})", {}, { a: null }],
    ["false is a result", "jq(.a)", { a: false }, false],
    ["no result is an error", "jq(empty)", {}, BAD],
    ["several results are an error", "jq(.a[])", { a: [1, 2] }, BAD],
    ["one of possibly several is fine", "jq(.a[])", { a: [7] }, 7],
    ["a comment in a query ends with the query", "jq(.a # first\n| . + 1 # second)", { a: 1 }, 2],
    ["assignment binds as jq does", "jq(.a += 1 | .b = .a)", { a: 1 }, { a: 2, b: 2 }],
  ])("%s", (_, jx, data, expected) => {
    expect(evaluate(jxProgram(jx, noReport), data)).toEqual(expected);
  });

  test("checks that can never fail are left out", () => {
    const programs = [
      "jq(.)",
      'jq(.b = "y")',
      "jq({a: .b})",
      "jq(now - .t)",
      "jq(.a | length)",
      "jq(del(.a) | del(.b))",
    ];
    expect(programs.map((jx) => jxProgram(jx, noReport))).toEqual([
      ".",
      '.b = "y"',
      "{a: .b}",
      "now - .t",
      ".a | length",
      "del(.a) | del(.b)",
    ]);
  });

  test("a transform that does not give an object is an error", () => {
    expect(evaluate(jxObjectProgram("jq(.a)", noReport), { a: 5 })).toBe("error: direktiv.jq.notObject");
    expect(evaluate(jxObjectProgram("jq(.a)", noReport), { a: { b: 1 } })).toEqual({ b: 1 });
    expect(jxObjectProgram("jq(.a = 1 | del(.b))", noReport)).toBe(".a = 1 | del(.b)");
  });

  test.each<readonly [Json, boolean | string]>([
    [0, false],
    ["", false],
    [[], false],
    [{}, false],
    [false, false],
    ["false", true],
    [[0], true],
    [1, true],
    [null, BAD],
  ])("a condition of %j is %j", (value, expected) => {
    expect(evaluate(jxCondition("jq(.v)", noReport), { v: value })).toBe(expected);
  });

  test("a comparison needs no more to be a condition", () => {
    expect(jxCondition("jq(.k > 0)", noReport)).toBe(".k > 0");
  });
});

describe("what does not work in Direktiv either, or has no equal", () => {
  function problems(jx: Json): readonly string[] {
    const codes: string[] = [];
    jxProgram(jx, ({ code }) => void codes.push(code));
    return codes;
  }

  test("a query that does not compile fails when it runs, as in Direktiv", () => {
    expect(problems("jq(.a |)")).toEqual(["direktiv_jq"]);
    expect(problems("jq($unknown)")).toEqual(["direktiv_jq"]);
    expect(problems("jq(.a")).toEqual(["direktiv_jq"]);
    expect(
      evaluate(
        jxProgram("jq(.a |)", () => undefined),
        {},
      ),
    ).toBe("error: direktiv.jq.badCommand");
  });

  test("js is reported, and the run fails where it is reached", () => {
    expect(problems({ a: "js(return new Date())", b: "x js(1)", c: "js(return 5)" })).toEqual([
      "direktiv_js",
      "direktiv_js",
    ]);
    expect(
      evaluate(
        jxProgram("js(return data.a == 5)", () => undefined),
        {},
      ),
    ).toBe("error: direktiv.import.unsupported: js");
  });
});

describe("templates", () => {
  test("structure stays YAML; only strings with queries are expressions", () => {
    expect(jxTemplate({ a: "x", b: "jq(.c = 1)", d: ["v jq(.e)"] }, noReport)).toEqual({
      a: "x",
      b: "${ .c = 1 }",
      d: ['${ "v \\(.e | if . == null then error("direktiv.jq.badCommand") end)" }'],
    });
  });

  test("text that looks like an expression stays text", () => {
    expect(jxTemplate("${ .a }", noReport)).toBe('${ "${ .a }" }');
  });

  test("over other data than the task's", () => {
    expect(jxTemplate({ a: "jq(.)", b: "jq({c: 1})" }, noReport, "$item")).toEqual({
      a: "${ $item }",
      b: "${ $item | {c: 1} }",
    });
  });
});
