import { describe, expect, test } from "vitest";
import { compile, JqRuntimeError, JqSyntaxError, toJsonText, tryCompile, type Json } from "./index.ts";

function outputs(program: string, input: Json = null): string[] {
  return compile(program)
    .run(input, { now: () => 1_425_599_621_000 })
    .map((value) => toJsonText(value));
}

const CASES: readonly (readonly [rule: string, program: string, input: Json, expected: readonly string[]])[] = [
  ["J11 limit stops its generator", "[limit(3; 1, 2, 3, error)]", null, ["[1,2,3]"]],
  ["J11 first does not ask for a second output", "first(1, error)", null, ["1"]],
  ["J11 a label ends what it encloses", "[label $out | 1, break $out, 2]", null, ["[1]"]],
  ["J11 isempty looks at one output only", "isempty(1, error)", null, ["false"]],
  ["J12 try keeps what came before the error", '[(1, error("x"), 3)?]', null, ["[1]"]],
  ["J12 try does not catch its receiver's error", 'try ((try 1 catch 2) | error("late")) catch .', null, ['"late"']],
  ["J13 adding", "try (1 + {}) catch .", null, ['"number (1) and object ({}) cannot be added"']],
  [
    "J13 long values are cut",
    'try ("aaaaaaaaaaaaaaaaaaaa" - 1) catch .',
    null,
    ['"string (\\"aaaaaaaaaa...) and number (1) cannot be subtracted"'],
  ],
  ["J13 iterating", "try (1 | .[]) catch .", null, ['"Cannot iterate over number (1)"']],
  ["J13 indexing", "try ([] | .a) catch .", null, ['"Cannot index array with string \\"a\\""']],
  [
    "J13 dividing",
    "try (1 / 0) catch .",
    null,
    ['"number (1) and number (0) cannot be divided because the divisor is zero"'],
  ],
  [
    "J13 reading JSON",
    'try ("{1" | fromjson) catch .',
    null,
    [`"Unfinished JSON term at EOF at line 1, column 2 (while parsing '{1')"`],
  ],
  [
    "J15 a path through if, //, first and getpath",
    '[path(if .a then first(.a, .b) else .c // getpath(["d", 0]) end)]',
    {},
    ['[["d",0]]'],
  ],
  [
    "J15 a computed value is no path",
    "try path(tostring | .a) catch .",
    1,
    ['"Invalid path expression near attempt to access element \\"a\\" of \\"1\\""'],
  ],
  ["J15 update deletes where there is no output", "[1, 2, 3, 4] | .[] |= select(. % 2 == 0)", null, ["[2,4]"]],
  ["J15 assignment has an output for each value", ".a = (1, 2)", {}, ['{"a":1}', '{"a":2}']],
  ["J15 arithmetic update reads the right side from the input", ".a += .b", { a: 1, b: 2 }, ['{"a":3,"b":2}']],
  ["J15 slices can be assigned", ".[1:3] = [9]", [0, 1, 2, 3], ["[0,9,3]"]],
  ["J15 pick and del", "pick(.a.b), del(.a, .c)", { a: { b: 1, x: 2 }, c: 3, d: 4 }, ['{"a":{"b":1}}', '{"d":4}']],
  ["J16 tail calls need no stack", "def f: if . < 100000 then . + 1 | f else . end; 0 | f", null, ["100000"]],
  [
    "J16 recurse, while, until and repeat are loops",
    "[limit(1; 0 | recurse(. + 1; . < 20000) | select(. == 19999))]",
    null,
    ["[19999]"],
  ],
  ["J17 an update without output leaves null", "reduce (1, 2) as $x (0; empty)", null, ["null"]],
  ["J17 the last output is the state", "[foreach (1, 2) as $x (0; . + $x, . * 10)]", null, ["[1,0,2,0]"]],
  [
    "J20 exponents",
    "[1e17, 1e18, 1e-5, 0.0001, 1.5e300, -0] | map(. * 1)",
    null,
    ["[1e+17,1e+18,1e-05,0.0001,1.5e+300,-0]"],
  ],
  [
    "J21 NaN and infinities",
    "[nan, infinite, -infinite]",
    null,
    ["[null,1.7976931348623157e+308,-1.7976931348623157e+308]"],
  ],
  ["J23 order of kinds", '[{}, [], "a", 1, true, false, null] | sort', null, ['[null,false,true,1,"a",[],{}]']],
  ["J23 strings by code point", '["\\ud83d\\ude00", "\\uffee"] | sort | map(explode[0])', null, ["[65518,128512]"]],
  ["J24 strings by code point", '"a\u{1f600}b" | length, .[1:2], index("b")', null, ["3", '"\u{1f600}"', "2"]],
  [
    "J25 dates",
    'now | todate, (gmtime | mktime), strftime("%a %j %e")',
    null,
    ['"2015-03-05T23:53:41Z"', "1425599621", '"Thu 064  5"'],
  ],
  [
    "J25 reading dates",
    '"10:15 05 Mar 2015" | strptime("%H:%M %d %b %Y") | ., mktime',
    null,
    ["[2015,2,5,10,15,0,4,63]", "1425550500"],
  ],
  [
    "J40 named groups, look-behind, lazy and possessive",
    '"foo123bar" | [capture("(?<w>[a-z]+?)(?<n>\\\\d++)"), (match("(?<=\\\\d)b.*").string)]',
    null,
    ['[{"w":"foo","n":"123"},"bar"]'],
  ],
  [
    "J40 substitution with captures and several outputs",
    '"aXbxc" | gsub("(?<l>x)"; "1\\(.l)", "2"; "i")',
    null,
    ['"a1Xb1xc"', '"a2b2c"'],
  ],
  ["J41 offsets are code points", '"\u{1f600}a" | match("a").offset', null, ["1"]],
  ["destructuring with alternatives", "[.[] as [$a] ?// $a | [$a]]", [[1], 2], ["[[1],[2]]"]],
  ["string interpolation multiplies outputs", '"\\(1, 2)-\\(3, 4)"', null, ['"1-3"', '"2-3"', '"1-4"', '"2-4"']],
  [
    "formats",
    '@base64 "x\\(1)", @sh "a \\("it\'s")", ("a b" | @uri), ([1, "b,"] | @csv)',
    null,
    ['"xMQ=="', "\"a 'it'\\\\''s'\"", '"a%20b"', '"1,\\"b,\\""'],
  ],
  ["functions with values and closures", "def f($a; g): $a + (. | g); 10 | f(1, 2; . * 2)", null, ["21", "22"]],
  ["$__loc__", "1 |\n$__loc__", null, ['{"file":"<top-level>","line":2}']],
];

describe("the language", () => {
  for (const [rule, program, input, expected] of CASES) {
    test(`[${rule.startsWith("J") ? rule.replace(" ", "] ") : `J13] ${rule}`}`, () => {
      expect(outputs(program, input)).toEqual(expected);
    });
  }
});

describe("errors", () => {
  test("[J14] an uncaught error carries its value and the outputs before it", () => {
    const run = (): unknown => compile("1, error({a: 1}), 2").run(null);
    expect(run).toThrow(JqRuntimeError);
    try {
      run();
    } catch (error) {
      expect(error).toMatchObject({
        message: '{"a":1} (not a string)',
        value: { a: 1 },
        outputs: [1],
        code: "expression_error",
      });
    }
  });

  const REFUSALS: readonly (readonly [program: string, code: string, start: number, end: number])[] = [
    ["1 +", "jq/syntax", 2, 3],
    [". == 1 == 2", "jq/syntax", 7, 9],
    ["{(1): 2}", "jq/syntax", 2, 3],
    ['"\\q"', "jq/syntax", 1, 3],
    ["1 | nope", "jq/undefined-function", 4, 8],
    ["map(.; .)", "jq/undefined-function", 0, 9],
    ["$x", "jq/undefined-variable", 0, 2],
    ["break $x", "jq/undefined-label", 0, 8],
    ["@nope", "jq/undefined-function", 0, 5],
    ...["$ENV", "env", "input", "inputs", "debug", "stderr", "halt", "halt_error", "input_filename", "modulemeta"].map(
      (program) => [program, "jq/refused", 0, program.length] as const,
    ),
    ['import "a" as a; 1', "jq/refused", 0, 6],
    ['include "a"; 1', "jq/refused", 0, 7],
    ["(".repeat(5_000), "jq/too-nested", 0, 0],
    ["1+".repeat(2_000) + "1", "jq/too-nested", 0, 0],
    [" ".repeat(300_000), "jq/too-long", 0, 300_000],
  ];
  for (const [program, code, start, end] of REFUSALS) {
    test(`[J1] [J2] [J3] ${program.slice(0, 30)} is ${code}`, () => {
      const result = tryCompile(program);
      if (result.ok) throw new Error("it compiles");
      expect(result.error).toBeInstanceOf(JqSyntaxError);
      expect(result.error.code).toBe(code);
      if (end > 0) expect([result.error.start, result.error.end]).toEqual([start, end]);
    });
  }
});

describe("variables", () => {
  test("[J4] free variables are the globals that are read", () => {
    const program = compile("$b + $a as $x | [$x, (. as {a: $y} | $y), (def f($z): $z + $b; f(1))]", {
      variables: ["a", "b", "c"],
    });
    expect(program.freeVariables).toEqual(["a", "b"]);
    expect(program.run({ a: 3 }, { variables: { a: 1, b: 2 } })).toEqual([[3, 3, 3]]);
  });

  test("[J6] the same text is compiled once", () => {
    expect(compile(".cached", { variables: ["x"] })).toBe(compile(".cached", { variables: ["x"] }));
    expect(compile(".cached", { variables: ["x"] })).not.toBe(compile(".cached"));
  });

  test("[J22] dangerous keys are ordinary keys", () => {
    const input = JSON.parse('{"__proto__":{"polluted":1},"constructor":2}') as Json;
    const program =
      '. as $in | [.__proto__, .constructor, .hasOwnProperty, .toString, keys, ({} | .__proto__.x = 1), {"__proto__": 3}, ({} | has("__proto__")), ($in * {__proto__: {b: 2}})]';
    expect(outputs(program, input)).toEqual([
      '[{"polluted":1},2,null,null,["__proto__","constructor"],{"__proto__":{"x":1}},{"__proto__":3},false,{"__proto__":{"polluted":1,"b":2},"constructor":2}]',
    ]);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test("[J10] the input is not changed", () => {
    const input = Object.freeze({ a: Object.freeze([1, Object.freeze({ b: 2 })]) });
    expect(outputs(".a[1].b = 3 | .a[0] += 1 | del(.a[0]) | .c = 1", input)).toEqual(['{"a":[{"b":3}],"c":1}']);
    expect(input).toEqual({ a: [1, { b: 2 }] });
  });
});
