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

/** The median time of a function in milliseconds, after warming it up. */
function medianMs(run: () => unknown): number {
  const times: number[] = [];
  for (let i = 0; i < 9; i++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return times.slice(2).sort((a, b) => a - b)[3] ?? 0;
}

const rows = [100, 1000, 5000].map((count) => {
  const text = workflow(count);
  const source = parseSource(text);
  const graph = compileGraph(source.value);
  const last = Math.floor(count / 5) * 4 - 1;
  const tasks = [{ name: "added", task: { wait: { seconds: 1 } } }];
  const ms = {
    "baseline: yaml parse + print": medianMs(() => parseDocument(text).toString()),
    parseSource: medianMs(() => parseSource(text)),
    readDocument: medianMs(() => readDocument(text)),
    compileGraph: medianMs(() => compileGraph(source.value)),
    layoutGraph: medianMs(() => layoutGraph(graph)),
    "planEdit insert": medianMs(() => planEdit(source, { type: "insert-tasks", list: "/do", index: last, tasks })),
    "planEdit set": medianMs(() => planEdit(source, { type: "set", at: "/do/0/fetch0/with/method", value: "put" })),
  };
  return {
    tasks: count,
    kB: Math.round(text.length / 1024),
    ...Object.fromEntries(Object.entries(ms).map(([name, time]) => [`${name} (ms)`, Number(time.toFixed(1))])),
  };
});
for (const row of rows) console.table(row);
