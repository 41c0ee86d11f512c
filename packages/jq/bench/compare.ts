// Time per run of warm programs, next to jq-web in the same process: node packages/jq/bench/compare.ts
import { createRequire } from "node:module";
import { compile, type Json } from "../src/index.ts";

const PROGRAMS: readonly (readonly [program: string, input: Json])[] = [
  ["{a: .b.c, d: [.e[] | select(.x > 1)]}", { b: { c: 1 }, e: [{ x: 1 }, { x: 2 }, { x: 3 }] }],
  ['.items | map(select(.name | test("^a"))) | length', { items: [{ name: "ab" }, { name: "b" }, { name: "a" }] }],
  ["reduce .[] as $x (0; . + $x)", Array.from({ length: 100 }, (_, index) => index)],
  [".a.b.c = 1 | .a.d |= . + 1", { a: { b: { c: 0 }, d: 1 } }],
  ["group_by(.k) | map({key: .[0].k, n: length})", Array.from({ length: 50 }, (_, index) => ({ k: `k${index % 7}` }))],
];

function microseconds(runs: number, work: () => void): number {
  for (let index = 0; index < runs / 10; index += 1) work();
  const start = performance.now();
  for (let index = 0; index < runs; index += 1) work();
  return ((performance.now() - start) / runs) * 1000;
}

interface JqWeb {
  json(input: Json, program: string): unknown;
}

const jq = await (createRequire(import.meta.url)("jq-web") as Promise<JqWeb>);
for (const [text, input] of PROGRAMS) {
  const program = compile(text);
  const own = microseconds(20_000, () => program.run(input));
  const web = microseconds(100, () => jq.json(input, text));
  console.log(`${own.toFixed(2)} µs, jq-web ${web.toFixed(0)} µs, ratio ${Math.round(web / own)}: ${text}`);
}
