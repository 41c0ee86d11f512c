import { expect, test } from "vitest";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";
import { readWrittenTasks } from "./read-written-tasks.ts";
import { writeTasks } from "./write-tasks.ts";

/** The text after a paste at a place of `/do`. */
function pasted(text: string, written: string, index = 99): string {
  const source = parseSource(text);
  const place = { source, list: "/do", index };
  const { tasks, problem } = readWrittenTasks(written, place);
  if (tasks.length === 0) return problem ?? "nothing";
  const result = planEdit(source, { type: "insert-tasks", list: "/do", index, tasks });
  return result.ok ? result.plan.source.text : result.diagnostic.code;
}

const TEXT = "document: {name: demo}\ndo:\n    - one:\n          wait: PT1S\n    - two:\n          wait: PT2S\n";

const WRITTEN = `# before all

# asks
- "ask": # why
    call:   http
    with: {method: get, endpoint: 'http://x'} # short
    if: >-
      \${ .a
      | not }

# loose
- two:
    set:
    # inner
    - 1
    then: ask
# after all
`;

test("[E17] pasted steps are put in as written, re-indented only; names that are taken follow", () => {
  const lines = WRITTEN.replace("- two:", "- two2:")
    .trimEnd()
    .replace(/^(?=.)/gm, "    ");
  expect(pasted(TEXT, WRITTEN)).toBe(`${TEXT}${lines}\n`);
  expect(pasted(TEXT.replaceAll("\n", "\r\n"), WRITTEN)).toBe(`${TEXT}${lines}\n`.replaceAll("\n", "\r\n"));
  expect(pasted("do: []\n", WRITTEN.replaceAll("\n", "\r\n"))).toBe(
    `do:\n${WRITTEN.trimEnd().replace(/^(?=.)/gm, "  ")}\n`,
  );
});

test("[E17] one named task, a `do`, a fenced text and a selection without its first blanks are steps too", () => {
  const lines = "    - a: # x\n        wait: 'PT1S' # y\n";
  const forms = [
    "a: # x\n  wait: 'PT1S' # y\n",
    "    a: # x\n      wait: 'PT1S' # y",
    "do:\n  - a: # x\n      wait: 'PT1S' # y\n",
    "```yaml\n- a: # x\n    wait: 'PT1S' # y\n```\n",
    "---\n- a: # x\n    wait: 'PT1S' # y\n...\n",
  ];
  expect(forms.map((form) => pasted(TEXT, form))).toEqual(forms.map(() => TEXT + lines));
  expect(pasted(TEXT, "- a: # x\n        wait: 'PT1S' # y\n    - b: {wait: PT1S}\n")).toBe(
    `${TEXT}    - a: # x\n        wait: 'PT1S' # y\n    - b: {wait: PT1S}\n`,
  );
});

test("[E17] flow style stays flow style; JSON becomes YAML", () => {
  expect(pasted(TEXT, "- {a: {wait: 'PT1S'}}\n")).toBe(`${TEXT}    - {a: {wait: 'PT1S'}}\n`);
  expect(pasted(TEXT, "[\n  {a: {\n    wait: 'PT1S' # c\n  }},\n]\n")).toBe(
    `${TEXT}    - {a: {\n        wait: 'PT1S' # c\n      }}\n`,
  );
  expect(pasted(TEXT, '[{"a": {"wait": "PT1S"}}]')).toBe(`${TEXT}    - a:\n          wait: PT1S\n`);
});

test("[E18] an alias means the anchor among the pasted steps; one whose name is taken gets another, with its aliases", () => {
  const written = "- a:\n    set: &x {v: 1}\n- b:\n    set: *x\n";
  const lines = (anchor: string) => written.replaceAll("x", anchor).replace(/^(?=.)/gm, "    ");
  expect(pasted(TEXT, written)).toBe(TEXT + lines("x"));
  const taken = TEXT.replace("wait: PT1S", "wait: &x PT1S").replace("wait: PT2S", "wait: *x");
  expect(pasted(taken, written)).toBe(taken + lines("x2"));
  expect(pasted(taken, "- a: &x\n    set: 1\n", 0)).toBe(
    taken.replace("    - one", "    - a:\n        set: 1\n    - one"),
  );
});

test("[E18] an alias without its anchor means that of the workflow above it, else its value; without any, what is missing is said", () => {
  const taken = TEXT.replace("wait: PT1S", "wait: &x PT1S");
  const alias = "- c:\n    wait: *x # long\n";
  expect(pasted(taken, alias)).toBe(`${taken}    - c:\n        wait: *x # long\n`);
  expect(pasted(taken, alias, 0)).toBe(taken.replace("    - one", "    - c:\n        wait: PT1S # long\n    - one"));
  expect(pasted(TEXT, alias)).toBe(
    "The steps use *x, but neither they nor this workflow has &x above. Copy the step with &x along, or write the value in place of *x.",
  );
});

test("[E18] the steps of a whole workflow bring the values along that stand outside of them", () => {
  const whole =
    "document: {name: other}\nuse:\n  x: &d {seconds: 1}\nschedule: {every: {hours: 1}}\ndo:\n# first\n- c:\n    wait: *d\n";
  expect(pasted(TEXT, whole)).toBe(`${TEXT}    # first\n    - c:\n        wait:\n          seconds: 1\n`);
  expect(readWrittenTasks(whole)).toMatchObject({ workflow: "other", beside: ["use", "schedule"], borrowed: [] });
});

test("what holds no steps says so, or where it does not read", () => {
  expect(readWrittenTasks("just words")).toEqual({ tasks: [], borrowed: [], beside: [] });
  expect(readWrittenTasks("- a: [").problem).toMatch(/^The text does not read as YAML: line 1: /);
});

test("[E17] a function or a step is copied with its comments, and reads alone", () => {
  const text = `use:
  functions:
    # asks
    ask: # f
      call: http
do:
  # first
  - a: &x # y
      wait: 'PT1S'
      # inside
  - b: *x
`;
  const source = parseSource(text);
  expect(writeTasks(source, ["/use/functions/ask"])).toBe("# asks\n- ask: # f\n    call: http\n");
  expect(writeTasks(source, ["/do/0/a", "/do/1/b"])).toBe(
    "# first\n- a: &x # y\n    wait: 'PT1S'\n    # inside\n- b: *x\n",
  );
  expect(writeTasks(source, ["/do/1/b"])).toBe("- b:\n    wait: PT1S\n");
  expect(writeTasks(source, ["/do/1/b"], false)).toBe("- b: *x\n");
});

test("[E18] a duplicate does not take over what later aliases mean", () => {
  const text = "do:\n- a: &x\n    set: {v: 1}\n- b: *x\n";
  const source = parseSource(text);
  const result = planEdit(source, { type: "duplicate-tasks", tasks: ["/do/0/a"] });
  expect(result.ok && result.plan.source.text).toBe("do:\n- a: &x\n    set: {v: 1}\n- a2:\n    set: {v: 1}\n- b: *x\n");
});
