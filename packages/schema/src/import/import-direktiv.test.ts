import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { validate } from "../validate/validate.ts";
import { parseSource } from "../yaml/parse-source.ts";
import { importDirektiv, importDirektivFolder } from "./import-direktiv.ts";
import { IMPORT_CODES } from "./read/problem.ts";
import { namesOfPaths, nameOfPath, resolvePath } from "./workflow-names.ts";

/** Codes with the lines they are on. */
function codesOf(text: string): readonly string[] {
  return importDirektiv(text).diagnostics.map(({ code, message }) => `${/^line (\d+)/.exec(message)?.[1]} ${code}`);
}

const STATE = "states:\n- id: a\n";

describe("the document", () => {
  test("reads like one that was written by hand: ids are names, comments and descriptions stay", () => {
    const { yaml, diagnostics } = importDirektiv(
      `# Counts down.
description: |
  Counts from five.
states:
# Where it begins
- id: init
  type: noop
  transform: { i: 5, who: "jq(.name)" }
  transition: check

  # Again and again
  # until none is left
- id: check
  type: switch
  conditions:
  - condition: jq(.i > 0)
    transform: jq(.i -= 1)
    transition: check
  defaultTransition: pause
- id: pause
  type: delay
  duration: PT5S
`,
      { path: "/demo/count.yaml" },
    );
    expect(diagnostics).toEqual([]);
    expect(yaml).toBe(`# Counts down.
document:
  dsl: 1.0.3
  namespace: direktiv
  name: demo-count
  version: 0.1.0
  summary: |
    Counts from five.
  metadata:
    importedFrom:
      system: direktiv
      path: /demo/count.yaml

input:
  from: '\${ (.__input? // .) | if type == "object" then . elif . == null then {input: ""} else {input: .} end }'

timeout:
  after: PT15M

do:
  # Where it begins
  - init:
      set:
        i: 5
        who: \${ .name | if . == null then error("direktiv.jq.badCommand") end }
      then: check
  # Again and again
  # until none is left
  - check:
      switch:
        - case-1:
            when: \${ .i > 0 }
            then: check-case-1
        - otherwise:
            then: pause
  - check-case-1:
      set: \${ .i -= 1 }
      then: check
  - pause:
      wait: PT5S
      then: end
`);
  });

  test("names of further tasks give way to states", () => {
    const { yaml } = importDirektiv(
      "states:\n- id: a\n  type: switch\n  conditions:\n  - { condition: true, transform: { x: 1 }, transition: a-case-1 }\n- { id: a-case-1, type: noop }\n",
    );
    expect(yaml).toContain("- a-case-1-2:\n      set:\n        x: 1\n      then: a-case-1\n");
  });

  test("an event that starts the workflow is its schedule, and its data", () => {
    const { yaml } = importDirektiv(
      `start:\n  type: eventsAnd\n  events:\n  - { type: x, context: { source: "a*" } }\n  - { type: z }\n${STATE}  type: noop\n`,
    );
    expect(yaml).toContain(
      "schedule:\n  'on':\n    all:\n      - with:\n          type: x\n          source: ${ test(\"^(?:a.*)$\") }\n      - with:\n          type: z\n",
    );
    expect(yaml).toContain("from: ${ reduce .[] as $event ({}; .[$event.type] = $event) }\n");
  });

  test("a container is a function; its image, command and environment are kept", () => {
    const { yaml } = importDirektiv(
      "functions:\n- { id: f, type: knative-workflow, image: 'x:1', cmd: /run, size: large, envs: [{ name: A, value: b }] }\n" +
        "- { id: unused, type: reusable, image: y }\n" +
        `${STATE}  type: action\n  action: { function: f, input: { n: jq(.n) } }\n`,
    );
    expect(yaml).toContain(`use:
  functions:
    f:
      run:
        container:
          image: x:1
          command: /run
          environment:
            A: b
          stdin: \${ .data | tojson }
`);
    expect(yaml).not.toContain("unused");
    expect(yaml).toContain("call: f\n");
  });

  test("secrets are read in the container's own arguments", () => {
    const { yaml, diagnostics } = importDirektiv(
      "functions:\n- { id: f, type: reusable, image: x }\n" +
        `${STATE}  type: action\n  action: { function: f, secrets: [key], input: { k: jq(.secrets.key) } }\n`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(["direktiv_container"]);
    expect(yaml).toContain("use:\n  secrets:\n    - key\n");
    expect(yaml).toContain('$secrets["key"]');
  });
});

describe("what the language lacks", () => {
  const tasksOf = (text: string): string => (importDirektiv(text).yaml ?? "").split(/^do:\n/m)[1] ?? "";

  test("variables that outlive the run are read and written by the catalog's functions, in one task where there is one", () => {
    const text = `states:
- id: a
  type: getter
  variables: [{ key: v, scope: workflow, as: w }]
  transition: b
- id: b
  type: setter
  variables: [{ key: "k-jq(.id)", scope: namespace, value: jq(.var.w + 1) }]
`;
    expect(codesOf(text)).toEqual([]);
    expect(tasksOf(text)).toBe(`  - a:
      call: get-variable:1.0.0@default
      with:
        scope: workflow
        key: v
      output:
        as: '\${ .value as $kept | $input | .var = {"w": $kept} }'
      then: b
  - b:
      call: set-variable:1.0.0@default
      with:
        scope: namespace
        key: \${ "k-\\(.id | if . == null then error("direktiv.jq.badCommand") end)" }
        value: \${ (.var.w + 1) | if IN({}, [], 0, "") then null end }
      output:
        as: \${ $input }
      then: end
`);
  });

  test("several items at a time, a factor between delays, and `log`", () => {
    const text = `direktiv_api: workflow/v1
functions:
- { id: f, type: reusable, image: x }
states:
- id: a
  type: foreach
  log: hello
  array: jq([.xs])
  action: { function: f, retries: { max_attempts: 2, multiplier: 1.5, delay: PT1S, codes: [".*"] } }
`;
    const yaml = tasksOf(text);
    expect(yaml).toContain(
      "        - a-log:\n            call: log:1.0.0@default\n            with:\n              message: hello\n",
    );
    expect(yaml).toContain("ironweave:\n                concurrency: 3\n");
    expect(yaml).toMatch(/exponential:\s+multiplier: 1.5\n/);
  });
});

describe("reports", () => {
  test("each is at its line", () => {
    const text = `functions:
- { id: f, type: reusable, image: x, patches: [] }
states:
- id: a
  type: foreach
  log: hello
  array: js(return later())
  action:
    function: f
    files: [{ key: k, scope: instance }]
    retries: { max_attempts: 2, multiplier: 1.5, codes: ["\\\\Qx"] }
  TRANSITION: b
- id: b
  type: getter
  variables:
  - { key: v, scope: thread }
  transition: c
- id: c
  type: generateEvent
  delay: PT1S
  event: { type: t, source: s, datacontenttype: text/plain, data: x }
`;
    expect(codesOf(text)).toEqual([
      "2 direktiv_container",
      "2 direktiv_patches",
      "4 direktiv_side_by_side",
      "7 direktiv_js",
      "10 direktiv_files",
      "11 direktiv_pattern",
      "12 direktiv_key_case",
      "16 direktiv_variable_scope",
      "20 direktiv_event_delay",
      "21 direktiv_event_content",
    ]);
  });

  test("scalars that YAML's versions read differently", () => {
    expect(
      codesOf(`${STATE}  type: noop\n  transform:\n    a: 2020-01-01\n    b: 0755\n    c: "0755"\n    d: 0\n`),
    ).toEqual(["5 direktiv_scalar", "6 direktiv_scalar"]);
  });

  test("the documentation's forms are taken as they were meant", () => {
    const text = `id: x
functions:
- { id: f, type: subflow, workflow: y }
states:
- id: a
  type: action
  action:
    function: f
    retries: [{ max_attempts: 1, delay: PT1S, codes: [x] }]
`;
    expect(codesOf(text)).toEqual(["1 direktiv_documented_form", "3 direktiv_subflow", "9 direktiv_documented_form"]);
  });

  test("a switch goes on by its branches only", () => {
    expect(codesOf(`${STATE}  type: switch\n  conditions: [{ condition: true }]\n  transition: a\n`)).toEqual([
      "5 direktiv_unknown_field",
    ]);
  });

  test("attributes that no event may have are left out of what is sent, and told", () => {
    const context = "{ k: v, count: 5, list: [1], none: null, Upper: x, computed: { a: jq(.x) } }";
    const { yaml, diagnostics } = importDirektiv(
      `${STATE}  type: generateEvent\n  event: { type: t, source: s, data: 1, context: ${context} }\n`,
    );
    expect(diagnostics.map(({ code, reference }) => [code, reference])).toEqual(
      ["list", "none", "Upper", "computed"].map((name) => [
        "direktiv_event_attribute",
        `/states/0/event/context/${name}`,
      ]),
    );
    expect(validate(parseSource(yaml ?? ""))).toEqual([]);
    expect(yaml).toContain("k: v");
    expect(yaml).toContain("count: 5");
  });

  test("an event that is to be sent at once has no delay", () => {
    const { yaml, diagnostics } = importDirektiv(
      `${STATE}  type: generateEvent\n  delay: immediate\n  event: { type: t, source: s, data: { v: 1 } }\n`,
    );
    expect(diagnostics).toEqual([]);
    expect(yaml).not.toContain("wait:");
  });

  test.each([
    ["states:\n- id: a\n  type: noop\n  log: x: y\n", 4],
    ["states:\n- id: a\n\ttype: noop\n", 3],
  ])("a message of the reader begins with its line, as all others do (%#)", (text, line) => {
    expect(importDirektiv(text).diagnostics.map(({ message }) => message)).toEqual([
      expect.stringMatching(new RegExp(`^line ${line}: .{10}`, "u")),
    ]);
  });

  test("text that is not YAML keeps the reader's diagnostics", () => {
    const { yaml, diagnostics } = importDirektiv("states: [");
    expect(yaml).toBeUndefined();
    expect(diagnostics).not.toEqual([]);
    expect(codesOf("- a\n")).toEqual(["1 direktiv_unreadable"]);
  });

  test("each code has its sentence in docs/errors/import.md, with its severity", () => {
    const docs = readFileSync(join(import.meta.dirname, "../../../../docs/errors/import.md"), "utf8");
    const rows = docs.split("\n").flatMap((line) => {
      const [, code, next] = /^\| `(\w+)`\s*\| (\w*)/.exec(line) ?? [];
      return code === undefined ? [] : [[code, next === "warning" || next === "info" ? next : "error"]];
    });
    expect(Object.fromEntries(rows)).toEqual(IMPORT_CODES);
  });
});

describe("names and paths", () => {
  test("names have letters, digits and hyphens, and are their own", () => {
    expect(["/a/Child_x.yaml", "/..", "/1.direktiv.yml", `/${"x".repeat(80)}`].map((path) => nameOfPath(path))).toEqual(
      ["a-child-x", "workflow", "1", "x".repeat(63)],
    );
    expect([...namesOfPaths(["/a/b.yaml", "/a-b.yaml", "/a_b.yml"]).values()]).toEqual(["a-b", "a-b-2", "a-b-3"]);
  });

  test("references are absolute, or relative to the file's folder", () => {
    expect(["/x", "c.yaml", "./c.yaml", "../b/c", "../../../c"].map((each) => resolvePath("/a/f.yaml", each))).toEqual([
      "/x",
      "/a/c.yaml",
      "/a/c.yaml",
      "/b/c",
      "/c",
    ]);
  });

  test("a folder's subflows are called by the names they get", () => {
    const parent = `functions:\n- { id: f, type: subflow, workflow: ./child }\n${STATE}  type: action\n  action: { function: f }\n`;
    const [first] = importDirektivFolder({
      "/x/p.yaml": parent,
      "/x/child.yaml": `${STATE}  type: noop\n`,
      "/x-child": "",
    });
    expect(first?.yaml).toContain("name: x-child\n");
    expect(first?.diagnostics).toEqual([]);
  });
});
