// `js(…)` that becomes jq: it means the same as in JavaScript, or stops.

import { compile, JqRuntimeError } from "@ironweave/jq";
import type { Json } from "@ironweave/jq";
import { describe, expect, test } from "vitest";
import { jsToJq } from "./js-to-jq.ts";

function evaluate(body: string, data: Json): Json {
  const program = jsToJq(body);
  if (program === undefined) return "not certain";
  try {
    return compile(program).run(data)[0] ?? null;
  } catch (error) {
    if (error instanceof JqRuntimeError) return "stops";
    throw error;
  }
}

describe("what is certain", () => {
  test.each<readonly [string, Json, Json]>([
    ["return 5", {}, 5],
    ['\n return "a\\n\\"b" ;\n', {}, 'a\n"b'],
    ["return 'it\\'s'", {}, "it's"],
    ["return data", { a: 1 }, { a: 1 }],
    ['return data.a["b c"][1]', { a: { "b c": [1, 2] } }, 2],
    ["return data.a + 1", { a: 2 }, 3],
    ["return 1 + 2 * 3 - 4 / 2", {}, 5],
    ["return 10 - 3 - 2", {}, 5],
    ['return "n" + data.a + "!"', { a: 2 }, "n2!"],
    ["return -data.a", { a: 2 }, -2],
    ["return data.a > 1 && data.b === 'x' ? [data.a, true] : {no: false}", { a: 2, b: "x" }, [2, true]],
    ["return !(data.a <= 1) || false", { a: 0 }, false],
    ["return {k: data.a, 'l m': [1, {n: 2},],}", { a: null }, { k: null, "l m": [1, { n: 2 }] }],
    ["return data.list.length + data.text.length", { list: [1, 2], text: "abc" }, 5],
    ['return btoa("demo")', {}, "ZGVtbw=="],
    ["return atob(data['result'])", { result: "ZGVtbw==" }, "demo"],
    ["return data.missing === 'x'", {}, false],
    ["\n  items = new Object()\n  items.x = 5\n  return items\n", {}, { x: 5 }],
    ["items = new Object(); items.x = data['a']; items['y z'] = items2; return items", {}, "not certain"],
    ["\n  items = new Object()\n  items.x = data['a']\n  return items\n", { a: 7 }, { x: 7 }],
    ["var output = data['a'].map((x) => {return ++x;})\n return output\n", { a: [1, 2, 3] }, [2, 3, 4]],
    ["let a = data.n; const b = a + 1; return [a, b, a]", { n: 1 }, [1, 2, 1]],
    ["return data.xs.map(x => x.n * 2).length", { xs: [{ n: 1 }, { n: 2 }] }, 2],
    ["return data.xs.map((x) => data.k + x)", { xs: [1, 2], k: 10 }, [11, 12]],
    ["var o = { a: 1 }; o.b = 2; o.a = 3; return o", {}, { a: 3, b: 2 }],
    ["var c = 1\nvar t = 2\nreturn c < t ? c + t : t", {}, 3],
  ])("%s", (body, data, expected) => {
    expect(evaluate(body, data)).toEqual(expected);
  });
});

describe("what the languages do otherwise stops the program", () => {
  test.each<readonly [string, Json]>([
    ["return data.a + 1", {}],
    ["return data.a + ''", { a: [1] }],
    ["return data.a < 3", { a: "2" }],
    ["return data.a ? 1 : 2", { a: 1 }],
    ["return data.a && 2", { a: "x" }],
    ["return !data.a", { a: 0 }],
    ["return data.a.b", { a: "text" }],
    ["return data.a.length", { a: "\u{1f600}" }],
    ["return btoa(data.a)", { a: "\u00e9" }],
    ["return data.a * 2", { a: "3" }],
    ["return -data.a", { a: "3" }],
    ["return data.xs.map(x => x + 1)", { xs: "ab" }],
    ["return data.xs.map(x => ++x)", { xs: ["1"] }],
    ["return data.xs.map(x => x.n)", { xs: [1] }],
  ])("%s over %j", (body, data) => {
    expect(evaluate(body, data)).toBe("stops");
  });
});

describe("what is more than an expression over the data is left alone", () => {
  test.each([
    "",
    "5",
    "return",
    "var a = 1; a = 2; return a",
    "var a = 1 return a",
    "return\n5",
    "var data = 1; return data",
    "data.x = 5; return data",
    "o = data; o.x = 5; return o",
    "o = {k: data.o}.k; o.x = 5; return o",
    "o = {}; p = o; o.x = 5; return p",
    "o = {}; o.x = o; return o",
    "o = {}; o.length = 5; return o",
    "o = {}; o.a.b = 5; return o",
    "var o = {}; var o.x = 1; return o",
    "return a",
    "return data.xs.map((x, i) => i)",
    "return data.xs.map(x => {return\n x})",
    "return data.xs.map(x => y)",
    "return data.xs.map(x => ++x + x)",
    "var x = 1; return data.xs.map(x => x)",
    "return data.n++",
    "return data.a--data.b",
    "if (data.a) { return 1 } return 2",
    "return data.a; data.b",
    "return data.a == 1",
    "return data.a === data.b",
    "return data.a === null",
    "return data.toString",
    "return data.constructor",
    "return data[data.a]",
    "return `t`",
    "return /x/",
    "return new Date()",
    "return data.a % 2",
    "return {__proto__: 1}",
    "return 010",
    "return 1e3",
    "return data['a' + 'b']",
    "return data.a = 5",
    "return Math.max(1, 2)",
    "return this",
    "return '\\x41'",
    "return data.a // comment",
    "return data.a ?? 1",
    "return data?.a",
  ])("%s", (body) => {
    expect(evaluate(body, {})).toBe("not certain");
  });
});
