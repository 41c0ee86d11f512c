import { join } from "node:path";
import { parseSource, validate } from "@ironweave/schema";
import { expect, test } from "vitest";
import { readExamples } from "./example-files.ts";
import { templateOf } from "./template-of.ts";

const folder = join(import.meta.dirname, "../../../../../examples");

test("a template is made of the example's own words", () => {
  const made = templateOf({
    name: "wait-a-bit",
    text: "# Waits.\n# Then ends.\ndocument:\n  dsl: '1.0.3'\n  namespace: n\n  name: wait-a-bit\n  version: '1.0.0'\n  title: Wait\n  summary: Waits a bit.\n  tags: { topic: basics, systems: 'A, B' }\ndo: [] # nothing\n",
    inputs: [{ name: "plain", after: { example: "x" }, input: { a: 1 }, expect: { status: "completed" } }],
    test: { tests: [{ name: "it waits", mocks: { ask: { output: 1 } } }, { name: "and ends" }] },
  });
  expect(made).toEqual({
    name: "wait-a-bit",
    title: "Wait",
    summary: "Waits a bit.",
    about: "Waits. Then ends.",
    topic: "basics",
    systems: ["A", "B"],
    text: expect.stringMatching(/^# Waits\.\n# Then ends\.\ndocument:[\s\S]*\ndo: \[\] # nothing\n$/),
    inputs: [{ name: "plain" }],
    tests: ["it waits", "and ends"],
  });
  expect(parseSource(made.text).value).toMatchObject({
    document: {
      metadata: { inputs: [{ name: "plain", input: { a: 1 } }], mocks: { ask: { output: 1 } } },
    },
  });
});

test("every example is a template: valid, described, with inputs and tests, and addresses filled in", () => {
  const systems = { metal: "http://m.test", servicenow: "http://s.test", http: "http://h.test" };
  const templates = readExamples(folder, systems).map(templateOf);
  expect(templates.length).toBeGreaterThanOrEqual(14);
  for (const template of templates) {
    const { name, title, summary, topic, inputs, tests, about, text } = template;
    expect({ name, problems: validate(parseSource(text)) }).toEqual({ name, problems: [] });
    expect({ name, said: [title, summary, topic, about].every((words) => words !== "") }).toEqual({ name, said: true });
    expect({ name, has: inputs.length > 0 && tests.length > 0 }).toEqual({ name, has: true });
    expect(text).not.toMatch(/\{\{\w+\}\}/u);
  }
});

test("a folder that is not there has no templates", () => {
  expect(readExamples(join(folder, "nowhere"), {})).toEqual([]);
});
