import { describe, expect, test } from "vitest";
import { planImport } from "./plan-import.ts";

const OWN = "document: { dsl: '1.0.3', namespace: a, name: own, version: '1.0.0' }\ndo:\n  - a: { wait: PT1S }\n";
const PARENT = `id: parent
functions:
- id: child
  type: subflow
  workflow: child
states:
- id: call
  type: action
  action: { function: child }
`;
const CHILD = "id: child\nstates:\n- id: done\n  type: noop\n  log: hello\n";

describe("planning an import", () => {
  test("takes our own documents as they are, with what is wrong with them", () => {
    expect(planImport([{ name: "own.yaml", text: OWN }])).toEqual([
      { file: "own.yaml", system: "ironweave", namespace: "a", name: "own", text: OWN, notes: [] },
    ]);
    const [broken] = planImport([{ name: "b.yaml", text: OWN.replace("PT1S", "soon") }]);
    expect(broken).toMatchObject({ notes: [{ severity: "error", code: "invalid_duration", line: 3 }] });
  });

  test("recognises Direktiv and imports its files together, so that subflows find each other", () => {
    const plans = planImport([
      { name: "parent.yaml", text: PARENT },
      { name: "child.yaml", text: CHILD },
    ]);
    expect(plans.map(({ system, name }) => [system, name])).toEqual([
      ["direktiv", "parent"],
      ["direktiv", "child"],
    ]);
    expect(plans[0]?.text).toContain("name: child");
    expect(plans[0]?.notes.filter(({ code }) => code === "direktiv_subflow")).toEqual([]);
  });

  test("tells each thing that has no equal with its line", () => {
    const [alone] = planImport([{ name: "parent.yaml", text: PARENT }]);
    expect(alone?.notes).toContainEqual({
      severity: "warning",
      code: "direktiv_subflow",
      line: expect.any(Number),
      message: expect.not.stringMatching(/^line/u),
    });
  });

  test("makes nothing of empty files and of workflows of other systems", () => {
    const plans = planImport([
      { name: "empty.yaml", text: " \n" },
      { name: "ci.yaml", text: "on: push\njobs: { build: { steps: [] } }\n" },
    ]);
    expect(plans.map(({ text, notes }) => [text, notes[0]?.code])).toEqual([
      [undefined, "empty"],
      [undefined, "foreign_document"],
    ]);
  });

  test("files of one name are both kept", () => {
    const plans = planImport([
      { name: "a.yaml", text: CHILD },
      { name: "a.yaml", text: CHILD },
    ]);
    expect(new Set(plans.map(({ name }) => name)).size).toBe(2);
  });
});
