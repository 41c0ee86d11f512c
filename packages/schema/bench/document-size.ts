// Prints how long reading, drawing, laying out and editing take for 100, 1,000 and 5,000 tasks, beside the baseline that a
// designer without range-based edits would pay at each gesture: parsing and re-printing with the `yaml` package.
// Run: node packages/schema/bench/document-size.ts

import { parseDocument } from "yaml";
import { compileGraph, layoutGraph, parseSource, planEdit, readDocument } from "../src/index.ts";

/** A workflow of `count` tasks: calls, loops, switches and tries, as in real ones. */
function workflow(count: number): string {
  const lines = ["document:", "  dsl: '1.0.3'", "  namespace: bench", "  name: generated", "  version: 0.1.0", "do:"];
  for (let i = 0; i < count; i += 5) {
    lines.push(
      `  # group ${i}`,
      `  - fetch${i}:`,
      "      call: http",
      "      with:",
      "        method: get",
      `        endpoint: https://example.com/items/${i}`,
      `  - each${i}:`,
      "      for:",
      "        each: item",
      "        in: .items",
      "      do:",
      `        - keep${i}:`,
      "            set:",
      "              item: ${ $item }",
      `  - route${i}:`,
      "      switch:",
      "        - again:",
      "            when: .again",
      `            then: fetch${i}`,
      "        - done:",
      "            when: .done",
      "            then: exit",
      `  - pause${i}:`,
      "      wait:",
      "        seconds: 1",
    );
  }
  return `${lines.join("\n")}\n`;
}

/** The fastest of several runs in milliseconds: the least disturbed by whatever else the machine does. */
function fastestMs(run: () => unknown): number {
  const times: number[] = [];
  for (let i = 0; i < 12; i++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

const rows = [100, 1000, 5000].map((count) => {
  const text = workflow(count);
  const source = parseSource(text);
  const graph = compileGraph(source.value);
  const last = Math.floor(count / 5) * 4 - 1;
  const tasks = [{ name: "added", task: { wait: { seconds: 1 } } }];
  const ms = {
    "baseline: yaml parse + print": fastestMs(() => parseDocument(text).toString()),
    parseSource: fastestMs(() => parseSource(text)),
    readDocument: fastestMs(() => readDocument(text)),
    compileGraph: fastestMs(() => compileGraph(source.value)),
    layoutGraph: fastestMs(() => layoutGraph(graph)),
    "planEdit insert": fastestMs(() => planEdit(source, { type: "insert-tasks", list: "/do", index: last, tasks })),
    "planEdit set": fastestMs(() => planEdit(source, { type: "set", at: "/do/0/fetch0/with/method", value: "put" })),
  };
  return {
    tasks: count,
    kB: Math.round(text.length / 1024),
    ...Object.fromEntries(Object.entries(ms).map(([name, time]) => [`${name} (ms)`, Number(time.toFixed(1))])),
  };
});
for (const row of rows) console.table(row);
