import { expect, test } from "vitest";
import type { Edit } from "./edit.ts";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";

/** The tasks of a text after an edit, without their indentation of the list, and what is told. */
function after(text: string, edit: Edit) {
  const result = planEdit(parseSource(text), edit);
  if (!result.ok) return result.diagnostic.code;
  const { source, cautions } = result.plan;
  return { text: source.text, cautions: cautions.map(({ code, ask }) => (ask ? `${code}?` : code)) };
}

const wrap = (kind: "do" | "try" | "for" | "fork", ...tasks: string[]): Edit => ({
  type: "wrap-tasks",
  tasks,
  kind,
  name: "group",
});

test("[E9] the last wrapped step's `then` goes to the wrapper as written, with its comments", () => {
  const text =
    "do:\n- a:\n    wait: 1\n- b:\n    wait: 2\n    # later\n    then: d # why\n- c: {wait: 3}\n- d: {wait: 4}\n";
  expect(after(text, wrap("try", "/do/0/a", "/do/1/b"))).toEqual({
    text: "do:\n- group:\n    try:\n    - a:\n        wait: 1\n    - b:\n        wait: 2\n    catch: {}\n    # later\n    then: d # why\n- c: {wait: 3}\n- d: {wait: 4}\n",
    cautions: [],
  });
});

test("[E9] a `then` that leads where the wrapper goes on becomes `exit`; in flow style too", () => {
  const text =
    "do:\n- a: {wait: 1, then: c}\n- b: {switch: [{x: {when: .x, then: c}}, {y: {then: a}}]}\n- c: {wait: 3, then: b}\n";
  expect(after(text, wrap("do", "/do/0/a", "/do/1/b"))).toEqual({
    text: "do:\n- group:\n    do:\n    - a: {wait: 1, then: exit}\n    - b: {switch: [{x: {when: .x, then: exit}}, {y: {then: a}}]}\n- c: {wait: 3, then: group}\n",
    cautions: ["edit_then_into_wrapper?"],
  });
  expect(
    after(
      "do:\n- a: {wait: 1, then: c}\n- b: {wait: 2, then: c}\n- x: {wait: 1}\n- c: {wait: 3}\n",
      wrap("do", "/do/0/a", "/do/1/b"),
    ),
  ).toEqual({
    text: "do:\n- group:\n    do:\n    - a: {wait: 1, then: exit}\n    - b: {wait: 2}\n    then: c\n- x: {wait: 1}\n- c: {wait: 3}\n",
    cautions: [],
  });
});

test("[E9] `exit` of the list is told where it would leave the wrapper only; `end` and jumps inside stay", () => {
  const text =
    "do:\n- a: {wait: 1, then: exit}\n- b: {wait: 2, then: end}\n- e: {wait: 2, then: b}\n- f: {wait: 2}\n- c: {wait: 3}\n";
  const edit = wrap("for", "/do/0/a", "/do/1/b", "/do/2/e", "/do/3/f");
  const result = after(text, edit);
  expect(result).toMatchObject({ cautions: ["edit_then_out_of_wrapper?"] });
  expect(after(text.replace("- c: {wait: 3}\n", ""), edit)).toMatchObject({ cautions: [] });
});

test("[E9] two ways out cannot both be kept: the one that differs from the last step's is told and stays as it is", () => {
  const text =
    "do:\n- a: {wait: 1, then: d}\n- b: {wait: 2, then: e}\n- c: {wait: 3}\n- d: {wait: 4}\n- e: {wait: 5}\n";
  expect(after(text, wrap("do", "/do/0/a", "/do/1/b"))).toEqual({
    text: "do:\n- group:\n    do:\n    - a: {wait: 1, then: d}\n    - b: {wait: 2}\n    then: e\n- c: {wait: 3}\n- d: {wait: 4}\n- e: {wait: 5}\n",
    cautions: ["edit_then_out_of_wrapper?"],
  });
});

test("[E9] branches cannot jump to each other", () => {
  const text = "do:\n- a: {wait: 1, then: b}\n- b: {wait: 2, then: d}\n- c: {wait: 3}\n- d: {wait: 4}\n";
  expect(after(text, wrap("fork", "/do/0/a", "/do/1/b"))).toMatchObject({ cautions: ["edit_then_out_of_wrapper?"] });
});

test("[E19] who went to a step that is deleted goes where it went on to", () => {
  const text =
    "do:\n- a: {wait: 1, then: c}\n- b: {wait: 2, then: d}\n- c: {wait: 3, then: b}\n- d: {wait: 4, then: a}\n";
  expect(after(text, { type: "delete-tasks", tasks: ["/do/2/c"] })).toEqual({
    text: "do:\n- a: {wait: 1, then: b}\n- b: {wait: 2, then: d}\n- d: {wait: 4, then: a}\n",
    cautions: ["edit_then_redirected"],
  });
  expect(after(text, { type: "delete-tasks", tasks: ["/do/0/a", "/do/1/b", "/do/2/c"] })).toEqual({
    text: "do:\n- d: {wait: 4, then: continue}\n",
    cautions: ["edit_then_redirected"],
  });
  expect(
    after("do:\n- a: {wait: 1, then: c}\n- b: {wait: 2}\n- c: {wait: 3}\n", {
      type: "delete-tasks",
      tasks: ["/do/2/c"],
    }),
  ).toMatchObject({
    text: "do:\n- a: {wait: 1, then: exit}\n- b: {wait: 2}\n",
  });
});

test("[E19] who went to a step that moves into a sibling goes to that sibling; what the moved step can no longer reach is told", () => {
  const text = "do:\n- a: {wait: 1, then: b}\n- b: {wait: 2, then: a}\n- g:\n    do:\n    - x: {wait: 3}\n";
  expect(after(text, { type: "move-tasks", tasks: ["/do/1/b"], list: "/do/2/g/do", index: 1 })).toEqual({
    text: "do:\n- a: {wait: 1, then: g}\n- g:\n    do:\n    - x: {wait: 3}\n    - b: {wait: 2, then: a}\n",
    cautions: ["edit_then_redirected", "edit_then_left_behind?"],
  });
  expect(after(text, { type: "move-tasks", tasks: ["/do/1/b"], list: "/do", index: 0 })).toMatchObject({
    cautions: [],
  });
});
