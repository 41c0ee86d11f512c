import { describe, expect, test } from "vitest";
import type { Edit } from "./edit.ts";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";

const TEXT = `# head
document: {name: demo} # the name

do:
  # fetches
  - fetch:
      call: http # GET
      with: {method: get, endpoint: "http://x"}
      then: last

  # second
  - group:
      do:
        # inner
        - one:
            set: {x: 1}
        - two:
            set:
              foo: 'bar'

  - last:
      switch:
        - again: {when: .x, then: fetch}
  # the end of the list
timeout:
  after: PT1H`;

/** The text after an edit; the code where it is refused. */
function edited(edit: Edit, text = TEXT): string {
  const result = planEdit(parseSource(text), edit);
  return result.ok ? result.plan.source.text : result.diagnostic.code;
}

describe("tasks", () => {
  test("[E4] [E5] deleting takes the comment above along and leaves one blank line", () => {
    expect(edited({ type: "delete-tasks", tasks: ["/do/1/group"] })).toBe(
      TEXT.replace(/ {2}# second[^]*(?= {2}- last)/, ""),
    );
  });

  test("[E3] deleting all tasks of a list leaves []", () => {
    expect(edited({ type: "delete-tasks", tasks: ["/do/1/group/do/0/one", "/do/1/group/do/1/two"] })).toBe(
      TEXT.replace(/do:\n {8}# inner[^]*'bar'/, "do: []"),
    );
  });

  test("[E5] a task inserted between tasks that are set apart is set apart", () => {
    const tasks = [{ name: "pause", task: { wait: { seconds: 1 } } }];
    const lines = "  - pause:\n      wait:\n        seconds: 1\n\n";
    expect(edited({ type: "insert-tasks", list: "/do", index: 1, tasks })).toBe(
      TEXT.replace("  # second", `${lines}  # second`),
    );
  });

  test("[E6] [E4] a task that moves into a scope keeps its bytes but for its indentation", () => {
    expect(edited({ type: "move-tasks", tasks: ["/do/0/fetch"], list: "/do/1/group/do", index: 2 })).toBe(
      TEXT.replace(/ {2}# fetches[^]*?(?= {2}# second)/, "")
        .replace(
          "'bar'\n",
          `'bar'
        # fetches
        - fetch:
            call: http # GET
            with: {method: get, endpoint: "http://x"}
            then: last
`,
        )
        .replace("then: fetch", "then: group"),
    );
  });

  test("[E8] renaming changes the name and the then that mean it, in their quotes", () => {
    expect(edited({ type: "rename-task", task: "/do/0/fetch", name: "get it" })).toBe(
      TEXT.replace("- fetch:", "- get it:").replace("then: fetch", "then: get it"),
    );
  });

  test("[E8] a taken name, an empty name and a word of the language are refused", () => {
    const rename = (name: string): string => edited({ type: "rename-task", task: "/do/0/fetch", name });
    expect([rename("last"), rename(" "), rename("exit")]).toEqual([
      "edit_name_taken",
      "edit_name_invalid",
      "edit_name_invalid",
    ]);
  });

  test("an entry of a map is renamed at its place, in its quotes; a taken or empty name, and no entry at all, are refused", () => {
    const text =
      "do:\n  - go:\n      switch:\n        - 'first': # why\n            then: end\n      metadata: {a: 1, b: 2}\n";
    const rename = (at: string, name: string) => edited({ type: "rename-entry", at, name }, text);
    expect([
      rename("/do/0/go/switch/0/first", "paid"),
      rename("/do/0/go/metadata/a", "c d"),
      rename("/do/0/go/metadata/a", "b"),
      rename("/do/0/go/metadata/a", " "),
      rename("/do/0/go/metadata/x", "y"),
      rename("/do", "y"),
    ]).toEqual([
      text.replace("'first'", "'paid'"),
      text.replace("a: 1", "c d: 1"),
      "edit_name_taken",
      "edit_name_invalid",
      "edit_reference_unknown",
      "edit_reference_unknown",
    ]);
  });

  test("a text of several lines stands in quotes where the blanks behind it would become part of a block", () => {
    const text = "do:\n  - a:\n      set:\n        b: 1\n            ";
    expect(edited({ type: "set", at: "/do/0/a/set", value: "x\ny" }, text)).toBe(
      'do:\n  - a:\n      set: "x\\ny"\n            ',
    );
  });

  test("[E9] wrapping indents the tasks and turns jumps to the first of them to the wrapper", () => {
    expect(edited({ type: "wrap-tasks", tasks: ["/do/0/fetch"], kind: "try", name: "guard" })).toBe(
      TEXT.replace(
        /( {2}# fetches[^]*?last)\n/,
        (block) =>
          `  - guard:\n      try:\n${block
            .replace(/ +then: last\n/, "")
            .replace(/^/gm, "      ")
            .replace(/ +$/, "")}      catch: {}\n      then: last\n`,
      ).replace("then: fetch", "then: guard"),
    );
  });

  test("[E5] [E9] tasks that were set apart are so inside the wrapper", () => {
    const text = "do:\n- a: {wait: 1}\n\n- b: {wait: 2}\n- c: {wait: 3}\n";
    const tasks = ["/do/0/a", "/do/1/b", "/do/2/c"];
    expect(edited({ type: "wrap-tasks", tasks, kind: "fork", name: "all" }, text)).toBe(
      "do:\n- all:\n    fork:\n      branches:\n      - a: {wait: 1}\n\n      - b: {wait: 2}\n      - c: {wait: 3}\n",
    );
  });

  test("[E4] the comment and the anchor beside the key of a list that becomes empty stay", () => {
    expect(edited({ type: "delete-tasks", tasks: ["/do/0/a"] }, "do: &l # all\n  # one\n  - a: {wait: 1}\n")).toBe(
      "do: &l [] # all\n",
    );
  });

  test("[E9] tasks that are not adjacent cannot be wrapped together", () => {
    expect(edited({ type: "wrap-tasks", tasks: ["/do/0/fetch", "/do/2/last"], kind: "do", name: "x" })).toBe(
      "edit_not_adjacent",
    );
  });

  test("[E7] copies get free names and follow each other", () => {
    const text = "do:\n- a1: {set: {x: 1}, then: b}\n- b: {set: {y: 1}, then: a1}\n";
    expect(edited({ type: "duplicate-tasks", tasks: ["/do/0/a1", "/do/1/b"] }, text)).toBe(
      `${text}- a2: {set: {x: 1}, then: b2}\n- b2: {set: {y: 1}, then: a2}\n`,
    );
  });

  test("[E12] moved names every task that has another reference, select what was made", () => {
    const result = planEdit(parseSource(TEXT), { type: "move-tasks", tasks: ["/do/1/group"], list: "/do", index: 0 });
    expect(result.ok && [Object.fromEntries(result.plan.moved), result.plan.select]).toEqual([
      {
        "/do/0/fetch": "/do/1/fetch",
        "/do/1/group": "/do/0/group",
        "/do/1/group/do/0/one": "/do/0/group/do/0/one",
        "/do/1/group/do/1/two": "/do/0/group/do/1/two",
      },
      ["/do/0/group"],
    ]);
  });

  test("[E12] after a deletion the next task is selected, else the one before, else the one around", () => {
    const selected = (...tasks: string[]): unknown => {
      const result = planEdit(parseSource(TEXT), { type: "delete-tasks", tasks });
      return result.ok && result.plan.select;
    };
    expect([
      selected("/do/0/fetch"),
      selected("/do/2/last"),
      selected("/do/1/group/do/0/one", "/do/1/group/do/1/two"),
    ]).toEqual([["/do/0/group"], ["/do/1/group"], ["/do/1/group"]]);
  });

  test("[E1] a task cannot be moved into itself, nor can what is no task be deleted", () => {
    expect([
      edited({ type: "move-tasks", tasks: ["/do/1/group"], list: "/do/1/group/do", index: 0 }),
      edited({ type: "delete-tasks", tasks: ["/do/9/x"] }),
      edited({ type: "insert-tasks", list: "/timeout/after", index: 0, tasks: [{ name: "a", task: {} }] }),
    ]).toEqual(["edit_into_itself", "edit_not_a_task", "edit_not_a_list"]);
  });

  test("[E10] a list that is missing, null or empty is made with its parents", () => {
    const tasks = [{ name: "a", task: { wait: "PT1S" } }];
    const insert = (text: string, list: string): string =>
      edited({ type: "insert-tasks", list, index: 0, tasks }, text);
    expect(insert("document: {}\n", "/do")).toBe("document: {}\ndo:\n  - a:\n      wait: PT1S\n");
    expect(insert("do: [] # none yet\n", "/do")).toBe("do: # none yet\n  - a:\n      wait: PT1S\n");
    expect(insert("do:\n", "/do")).toBe("do:\n  - a:\n      wait: PT1S\n");
    expect(insert("do:\n- t:\n    try: []\n    catch: {}\n", "/do/0/t/catch/do")).toBe(
      "do:\n- t:\n    try: []\n    catch:\n      do:\n      - a:\n          wait: PT1S\n",
    );
    expect(insert("", "/do")).toBe("do:\n  - a:\n      wait: PT1S\n");
  });
});

describe("fields", () => {
  const set = (text: string, at: string, value: unknown): string =>
    edited({ type: "set", at, value: value as never }, text);

  test("[E10] a scalar keeps its quotes and the comment beside it", () => {
    expect(set("a: 'b' # c\n", "/a", "it's")).toBe("a: 'it''s' # c\n");
    expect(set('a: "b" # c\n', "/a", "x")).toBe('a: "x" # c\n');
    expect(set("a: b # c\n", "/a", "x: y")).toBe("a: 'x: y' # c\n");
    expect(set("a: b # c\nd: 1\n", "/a", "x\ny\n")).toBe("a: | # c\n  x\n  y\nd: 1\n");
    expect(set("a: | # c\n  b\nd: 1\n", "/a", "x\ny\n")).toBe("a: | # c\n  x\n  y\nd: 1\n");
    expect(set("a: | # c\n  b\nd: 1\n", "/a", "x")).toBe("a: x # c\nd: 1\n");
    expect(set("a: |\n  b\n  c\nd: 1\n", "/a", "x\ny\n")).toBe("a: |\n  x\n  y\nd: 1\n");
  });

  test("[E10] missing parents are made in the style around them", () => {
    expect(set("a:\n    b: 1\n", "/a/c/d", [1])).toBe("a:\n    b: 1\n    c:\n        d:\n            - 1\n");
    expect(set("a: {b: 1}\n", "/a/c/d", [1])).toBe("a: {b: 1, c: {d: [1]}}\n");
  });

  test("[E3] of a whole object only the members that differ are touched", () => {
    expect(
      set("with:\n  # m\n  method: get # one of\n  uri:   'x'\n", "/with", { uri: "x", method: "put", body: {} }),
    ).toBe("with:\n  # m\n  method: put # one of\n  uri:   'x'\n  body: {}\n");
  });

  test("[E10] unset of the last member leaves an empty collection", () => {
    expect(edited({ type: "unset", at: "/a/b" }, "a: # x\n  b: 1\nc: 2\n")).toBe("a: {} # x\nc: 2\n");
    expect(edited({ type: "unset", at: "/a/0" }, "a:\n- 1\nc: 2\n")).toBe("a: []\nc: 2\n");
    expect(edited({ type: "unset", at: "/a/0/b" }, "a:\n- b: 1\n  # keep\n  c: 2\n")).toBe(
      "a:\n- \n  # keep\n  c: 2\n",
    );
  });

  test("[E1] a byte order mark is no indentation", () => {
    expect(set("\uFEFFa: 1\n", "/b/c", 2)).toBe("\uFEFFa: 1\nb:\n  c: 2\n");
    expect(edited({ type: "unset", at: "/a" }, "\uFEFFa: 1\nb: 2\n")).toBe("\uFEFFb: 2\n");
  });

  test("[E14] JSON stays JSON", () => {
    const json = JSON.stringify({ do: [{ a: { set: { x: 1 } } }] }, null, 2);
    expect(
      edited({ type: "insert-tasks", list: "/do", index: 1, tasks: [{ name: "b", task: { wait: {} } }] }, json),
    ).toBe(JSON.stringify({ do: [{ a: { set: { x: 1 } } }, { b: { wait: {} } }] }, null, 2));
    expect(set(json, "/do/0/a/then", "exit")).toBe(
      JSON.stringify({ do: [{ a: { set: { x: 1 }, then: "exit" } }] }, null, 2),
    );
  });
});

describe("anchors", () => {
  const text = "do:\n  - a: &x\n      set: {v: 1}\n  - b: *x\n";

  test("[E11] an alias is written out when its anchor goes, or when the two part ways", () => {
    expect(edited({ type: "delete-tasks", tasks: ["/do/0/a"] }, text)).toBe("do:\n  - b: {set: {v: 1}}\n");
    expect(edited({ type: "set", at: "/do/0/a/set/v", value: 2 }, text)).toBe(
      "do:\n  - a: &x\n      set: {v: 2}\n  - b: {set: {v: 1}}\n",
    );
    expect(edited({ type: "set", at: "/do/1/b/set/v", value: 2 }, text)).toBe(
      "do:\n  - a: &x\n      set: {v: 1}\n  - b:\n      set:\n        v: 2\n",
    );
  });

  test("[E11] an alias that stays behind its anchor stays an alias", () => {
    expect(
      edited({ type: "insert-tasks", list: "/do", index: 1, tasks: [{ name: "c", task: { wait: "PT1S" } }] }, text),
    ).toBe(text.replace("  - b", "  - c:\n      wait: PT1S\n  - b"));
  });
});

describe("refusals", () => {
  test("[E13] a task with comments is not put into a list on one line; a broken text is not edited", () => {
    const text = "do:\n  # mine\n  - a: {wait: PT1S}\n  - b: {do: [{c: {wait: PT1S}}]}\n";
    expect([
      edited({ type: "move-tasks", tasks: ["/do/0/a"], list: "/do/1/b/do", index: 0 }, text),
      edited({ type: "delete-tasks", tasks: ["/do/0/a"] }, "do: ["),
    ]).toEqual(["edit_impossible", "edit_source_broken"]);
  });
});

test("a text that begins with directives and a mark of its document is edited like any other", () => {
  const text = "%YAML 1.2\n# head\n--- # mark\ndocument: {name: a}\ndo:\n- a: {wait: 1}\n...\n";
  expect([
    edited({ type: "rename-entry", at: "/document/name", name: "title" }, text),
    edited({ type: "unset", at: "/document" }, text),
    edited({ type: "rename-task", task: "/do/0/a", name: "b" }, text),
  ]).toEqual([text.replace("name", "title"), text.replace("document: {name: a}\n", ""), text.replace("- a:", "- b:")]);
});

test("a last line without an end moves like any other: nothing is printed again", () => {
  const text = "do:\n  - group:\n      do:\n        - one: { set: 'x' } # kept\n  - last: {wait: PT1S}";
  const edit: Edit = { type: "move-tasks", tasks: ["/do/1/last"], list: "/do/0/group/do", index: 1 };
  expect(edited(edit, text)).toBe(
    "do:\n  - group:\n      do:\n        - one: { set: 'x' } # kept\n        - last: {wait: PT1S}",
  );
});

test("a tab behind a key gives way to a blank where a list comes in its place", () => {
  const text = "document:\n  dsl:\t'1.0.3'\n  'tags':\t\"x\" # why\n";
  expect(edited({ type: "set", at: "/document/tags", value: [] }, text)).toBe(
    "document:\n  dsl:\t'1.0.3'\n  'tags': [] # why\n",
  );
});
