// SPEC.md, F: flow, and L: loops.

import { expect, test } from "vitest";
import { faultOf, outputOf } from "../testing/outcomes.ts";
import { createMemoryHost } from "../memory-host/index.ts";
import { runWorkflow } from "../run-workflow.ts";
import { parseDocument, runYaml } from "../testing/run-yaml.ts";

test("[F1] a list runs in order; an empty one gives its input", async () => {
  const yaml = `do: [ { a: { set: { n: '\${ .n + 1 }' } } }, { b: { do: [] } }, { c: { set: { n: '\${ .n * 10 }' } } } ]`;
  expect(await outputOf(yaml, { n: 1 })).toEqual({ n: 20 });
});

test("[F2] then goes forwards and backwards within the list", async () => {
  const yaml = `
do:
  - a: { set: { n: '\${ .n + 1 }' }, then: c }
  - b: { set: { n: '\${ .n * 10 }' }, then: end }
  - c: { switch: [ { again: { when: '.n < 3', then: a } }, { done: { then: b } } ] }`;
  const { outcome, tasks } = await runYaml(yaml, { n: 0 });
  expect(outcome).toEqual({ status: "completed", output: { n: 30 } });
  expect(tasks).toEqual(["a", "c", "a", "c", "a", "c", "b"]);
});

test("[F2] a name that is not in the list is a configuration fault of the task that names it", async () => {
  const yaml = `do: [ { a: { do: [ { inner: { set: {}, then: b } } ] } }, { b: { set: {} } } ]`;
  expect(await faultOf(yaml)).toEqual({
    kind: "configuration 400",
    instance: "/do/0/a/do/0/inner",
    detail: "then: b names no task of the same list",
  });
});

test("[F3] exit leaves the list, end the workflow", async () => {
  const yaml = (then: string) => `
do:
  - a: { do: [ { b: { set: { x: 1 }, then: ${then} } }, { c: { set: { x: 2 } } } ] }
  - d: { set: { d: '\${ . }' } }`;
  expect(await outputOf(yaml("continue"))).toEqual({ d: { x: 2 } });
  expect(await outputOf(yaml("exit"))).toEqual({ d: { x: 1 } });
  expect(await outputOf(yaml("end"))).toEqual({ x: 1 });
  expect((await runYaml(yaml("exit"))).tasks).toEqual(["a", "b", "d"]);
});

test("[F3] end works in for, try and catch and is not caught", async () => {
  const inner = "{ x: { set: { x: '${ $context }' }, then: end } }";
  for (const around of [
    `{ for: { in: '[1, 2]' }, do: [ ${inner} ] }`,
    `{ try: [ ${inner} ], catch: { do: [ { no: { set: {} } } ] } }`,
    `{ try: [ { r: { raise: { error: { type: x, status: 1 } } } } ], catch: { do: [ ${inner} ] } }`,
    `{ fork: { branches: [ ${inner} ] } }`,
  ]) {
    expect(await outputOf(`do: [ { a: ${around} }, { b: { set: { no: 1 } } } ]`)).toEqual({ x: null });
  }
});

test("[F4] after a nested end the tasks around it complete untransformed; the workflow's output applies", async () => {
  const yaml = `
do: [ { a: { do: [ { b: { set: { x: 1 }, then: end } } ], output: { as: '{ never: 1 }' } } } ]
output: { as: '{ result: .x }' }`;
  const { outcome, events } = await runYaml(yaml);
  expect(outcome).toEqual({ status: "completed", output: { result: 1 } });
  expect(events.flatMap((e) => (e.type === "task.completed" ? [[e.name, e.output]] : []))).toEqual([
    ["b", { x: 1 }],
    ["a", { x: 1 }],
  ]);
});

test("[F5] switch takes the first case that holds, else the default, else its own then", async () => {
  const yaml = (cases: string) => `
do:
  - s: { switch: [ ${cases} ], then: end }
  - a: { set: { at: a, in: '\${ . }' }, then: end }
  - b: { set: { at: b }, then: end }`;
  expect(
    await outputOf(yaml("{ d: { then: b } }, { c: { when: .x, then: a } }, { e: { when: .x, then: b } }"), { x: 1 }),
  ).toEqual({
    at: "a",
    in: { x: 1 },
  });
  expect(await outputOf(yaml("{ d: { then: b } }, { c: { when: .y, then: a } }"), { x: 1 })).toEqual({ at: "b" });
  expect(await outputOf(yaml("{ c: { when: .y, then: a } }"), { x: 1 })).toEqual({ x: 1 });
  expect(await outputOf(yaml("{ c: { when: .x, then: continue } }"), { x: 1 })).toMatchObject({ at: "a" });
});

test("[F6] do is a scope of its own", async () => {
  const yaml = `do: [ { a: { do: [ { x: { set: { n: 1 } } }, { y: { set: { n: '\${ .n + 1 }' } } } ] } } ]`;
  expect(await outputOf(yaml)).toEqual({ n: 2 });
});

test.each([
  ["null", "a task must be an object, this one is null"],
  ["{ dance: now }", "a task must have one of"],
  ["{ set: {}, wait: PT1S }", "a task must be of one kind; this one is set and wait"],
  ["{ do: 1 }", "/do/0/a/do must be a list of tasks, is number"],
  ["{ do: [ { x: { set: {} }, y: {} } ] }", "/do/0/a/do/0 must be an object with one task under its name"],
  ["{ switch: 1 }", "switch must be a list of cases"],
  ["{ for: {}, do: [] }", "for.in must be an expression"],
  ["{ fork: {} }", "/do/0/a/fork/branches must be a list of tasks, is nothing"],
  ["{ try: 1, catch: {} }", "/do/0/a/try must be a list of tasks, is number"],
  ["{ try: [] }", "try must have catch"],
  ["{ raise: {} }", "raise.error must have a type and a whole number as status"],
  ["{ wait: soon }", 'wait: "soon" is not a duration'],
  ["{ emit: {} }", "emit.event.with must be an object"],
  ["{ emit: { event: { with: { type: x } } } }", "emit.event.with.source must be a text that is not empty"],
  ["{ listen: {} }", "listen.to must have one, any or all"],
  ["{ run: {} }", "run must have one of container, script, shell, workflow"],
  ["{ run: { workflow: { name: x } } }", "run.workflow.namespace must be a text that is not empty"],
  ["{ call: 1 }", "call must be the name of a function"],
  ["{ call: nobody }", "function nobody is neither built in nor defined"],
  ["{ call: http, with: 1 }", "with must be an object"],
  ["{ set: {}, timeout: {} }", "timeout must have after"],
  ["{ set: {}, timeout: nobody }", "timeout nobody is not defined in use.timeouts"],
])("[F7] %s is a configuration fault", async (task, detail) => {
  const fault = await faultOf(`do: [ { a: ${task} } ]`);
  expect(fault).toMatchObject({ kind: "configuration 400", instance: "/do/0/a" });
  expect(fault.detail).toContain(detail);
});

test("[F7] a document that is none is a configuration fault", async () => {
  expect(await faultOf("document: 1")).toMatchObject({ kind: "configuration 400", instance: "/do" });
  expect(await faultOf("evaluate: { language: js }\ndo: []")).toMatchObject({ instance: "/evaluate/language" });
});

test("[F8] a function that calls itself ends in a fault", async () => {
  const yaml = `
use: { functions: { f: { call: f } } }
do: [ { a: { call: f } } ]`;
  expect(await faultOf(yaml)).toMatchObject({ kind: "runtime 500", detail: "tasks are nested more than 200 deep" });
});

test("[F9] a run that may not begin more tasks ends, whatever it catches", async () => {
  const document = parseDocument(`
do: [ { a: { try: [ { b: { set: 1 } } ], catch: { retry: {}, do: [ { c: { set: 2 } } ] }, then: a } } ]`);
  const host = createMemoryHost();
  const outcome = await runWorkflow({ document, input: null, host, run: { id: "r" }, maxExecutions: 99 });
  expect(outcome).toMatchObject({ status: "faulted", error: { status: 500, title: "too_many_tasks" } });
  expect(host.events.filter(({ type }) => type === "task.started").length).toBeLessThan(110);
});

test("[L5] a loop variable may have any name", async () => {
  const { outcome } = await runYaml(
    `do: [ { a: { for: { each: __proto__, in: '\${ [1, 2] }' }, do: [ { b: { set: { v: '\${ $__proto__ }' } } } ] } } ]`,
  );
  expect(outcome).toEqual({ status: "completed", output: { v: 2 } });
});

test("[L1] each iteration's input is the previous output; the last output is the task's", async () => {
  const yaml = `do: [ { l: { for: { each: x, in: .xs, at: i }, do: [ { a: { set: { sum: '\${ .sum + $x * $i }' } } } ] } } ]`;
  expect(await outputOf(yaml, { xs: [5, 6, 7] })).toEqual({ sum: 20 });
  const defaults = `do: [ { l: { for: { in: '[3, 4]' }, do: [ { a: { set: '\${ . + [[$item, $index]] }' } } ] } } ]`;
  expect(await outputOf(defaults)).toEqual([
    [3, 0],
    [4, 1],
  ]);
  expect(await outputOf(`do: [ { l: { for: { in: '[]' }, do: [ { a: { set: 1 } } ] } } ]`, { x: 1 })).toEqual({ x: 1 });
});

test("[L2] while is asked before each iteration", async () => {
  const yaml = `do: [ { l: { for: { each: x, in: '[1,2,3,4]' }, while: '. == null or (. < 3 and $x < 4)', do: [ { a: { set: '\${ $x }' } } ] } } ]`;
  expect(await outputOf(yaml)).toBe(3);
});

test("[L3] exit ends the loop", async () => {
  const yaml = `do: [ { l: { for: { in: '[1,2,3]' }, do: [ { a: { set: '\${ $item }' } }, { b: { switch: [ { stop: { when: '. == 2', then: exit } } ] } } ] } }, { z: { set: { z: '\${ . }' } } } ]`;
  const { outcome, tasks } = await runYaml(yaml);
  expect(outcome).toEqual({ status: "completed", output: { z: 2 } });
  expect(tasks).toEqual(["l", "a", "b", "a", "b", "z"]);
});

test("[L4] in is evaluated once, and must give an array", async () => {
  const yaml = `do: [ { l: { for: { in: .xs }, do: [ { a: { set: { xs: '\${ .xs + [9] }' } } } ] } } ]`;
  expect(await outputOf(yaml, { xs: [1, 2] })).toEqual({ xs: [1, 2, 9, 9] });
  expect(await faultOf(yaml, { xs: {} })).toEqual({
    kind: "expression 400",
    instance: "/do/0/l",
    detail: "for.in must give an array, gives object",
  });
});

test("[L5] loop variables live inside the loop; inner ones hide outer ones", async () => {
  const yaml = `
do:
  - l:
      for: { each: x, in: '["o"]' }
      do:
        - m: { for: { each: x, in: '["i"]' }, do: [ { a: { set: { a: '\${ $x }' } } } ] }
        - n: { set: { n: '\${ .a + $x }' } }`;
  expect(await outputOf(yaml)).toEqual({ n: "io" });
  expect(await faultOf(`${yaml}\n  - z: { set: { z: '\${ $x }' } }`)).toMatchObject({
    kind: "expression 400",
    instance: "/do/1/z",
  });
});
