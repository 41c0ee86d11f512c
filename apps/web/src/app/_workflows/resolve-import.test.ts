import { expect, test } from "vitest";
import { planImport } from "./plan-import.ts";
import { resolveImport } from "./resolve-import.ts";

const own = (name: string, rest = "") =>
  `document: { dsl: '1.0.3', namespace: a, name: ${name}, version: '1.0.0' } # mine\ndo:\n  - go: { wait: PT1S }\n${rest}`;
const CALLS = "  - call:\n      run:\n        workflow: { namespace: a, name: hosts, version: '1.0.0' } # the other\n";
const KNOWN = [
  { id: "1", namespace: "a", name: "hosts" },
  { id: "2", namespace: "a", name: "hosts-2" },
  { id: "3", namespace: "b", name: "free" },
];

test("a name that is taken gets the next free one, where the text says it and where others of the import run it", () => {
  const plans = planImport([
    { name: "hosts.yaml", text: own("hosts") },
    { name: "free.yaml", text: own("free", CALLS) },
  ]);
  const resolved = resolveImport(plans, KNOWN, new Map());
  expect(resolved.map(({ taken, owner, choice, text }) => ({ taken, owner: owner?.id, choice, text }))).toEqual([
    { taken: true, owner: "1", choice: { type: "rename", name: "hosts-3" }, text: own("hosts-3") },
    {
      taken: false,
      owner: undefined,
      choice: { type: "rename", name: "free" },
      text: own("free", CALLS).replace("name: hosts", "name: hosts-3"),
    },
  ]);
});

test("a name can be typed; one that cannot be used says why", () => {
  const plans = planImport([{ name: "hosts.yaml", text: own("hosts") }]);
  const named = (name: string) => {
    const [one] = resolveImport(plans, KNOWN, new Map([[0, { type: "rename", name }]]));
    return one?.problem ?? one?.text;
  };
  expect([named("fresh"), named("hosts-2"), named("")]).toEqual([
    own("fresh"),
    "“hosts-2” is taken too.",
    "Give the workflow a name.",
  ]);
});

test("the text as it is becomes a version of the other, or nothing", () => {
  const plans = planImport([{ name: "hosts.yaml", text: own("hosts") }]);
  const chosen = (type: "version" | "skip") => resolveImport(plans, KNOWN, new Map([[0, { type }]]))[0];
  expect(chosen("version")).toMatchObject({ as: "version", text: own("hosts"), owner: { id: "1" } });
  expect(chosen("skip")).toMatchObject({ text: undefined });
});

test("two files of one name are told apart", () => {
  const plans = planImport([
    { name: "a.yaml", text: own("same") },
    { name: "b.yaml", text: own("same") },
  ]);
  const resolved = resolveImport(plans, [], new Map());
  expect(resolved.map(({ taken, text }) => [taken, text])).toEqual([
    [false, own("same")],
    [true, own("same-2")],
  ]);
});
