import { expect, test } from "vitest";
import { applyTextEdits } from "./apply-text-edits.ts";
import type { Edit } from "./edit.ts";
import { parseSource } from "./parse-source.ts";
import { planEdit } from "./plan-edit.ts";

const TEXT = `use:
  functions:
    # asks politely
    ask:
      call: http
    both: # twice
      do:
        - first:
            call: ask
do:
  - one:
      call: ask # here
  - two:
      call: both
`;

function made(edit: Edit, text = TEXT): { readonly text: string; readonly select: readonly string[] } | string {
  const result = planEdit(parseSource(text), edit);
  if (!result.ok) return result.diagnostic.code;
  return { text: applyTextEdits(text, result.plan.edits), select: result.plan.select };
}

test("[E16] a renamed function keeps its place, and every call of it follows", () => {
  expect(made({ type: "rename-task", task: "/use/functions/ask", name: "query" })).toEqual({
    text: TEXT.replace("    ask:", "    query:").replaceAll("call: ask", "call: query"),
    select: ["/use/functions/query"],
  });
});

test("[E16] a renamed function takes the references of the steps inside of it along", () => {
  const result = planEdit(parseSource(TEXT), { type: "rename-task", task: "/use/functions/both", name: "twice" });
  expect(result.ok && [...result.plan.moved]).toEqual([
    ["/use/functions/both", "/use/functions/twice"],
    ["/use/functions/both/do/0/first", "/use/functions/twice/do/0/first"],
  ]);
});

test("[E16] a function is added below the others, and made with its parents where there are none", () => {
  const edit = {
    type: "insert-tasks",
    list: "/use/functions",
    index: 0,
    tasks: [{ name: "ask", task: { wait: "PT1S" } }],
  } as const;
  expect(made(edit)).toEqual({
    text: TEXT.replace("do:\n  - one", "    ask2:\n      wait: PT1S\ndo:\n  - one"),
    select: ["/use/functions/ask2"],
  });
  expect(made(edit, "do: []\n")).toEqual({
    text: "do: []\nuse:\n  functions:\n    ask:\n      wait: PT1S\n",
    select: ["/use/functions/ask"],
  });
});

test("[E16] a deleted function takes its comment along; a copy gets a name of its own", () => {
  expect(made({ type: "delete-tasks", tasks: ["/use/functions/ask"] })).toEqual({
    text: TEXT.replace("    # asks politely\n    ask:\n      call: http\n", ""),
    select: [],
  });
  expect(made({ type: "duplicate-tasks", tasks: ["/use/functions/ask"] })).toEqual({
    text: TEXT.replace("do:\n  - one", "    ask2:\n      call: http\ndo:\n  - one"),
    select: ["/use/functions/ask2"],
  });
});

test("[E16] what functions cannot do is refused, each with its code", () => {
  const ask = "/use/functions/ask";
  expect([
    made({ type: "move-tasks", tasks: [ask], list: "/do", index: 0 }),
    made({ type: "move-tasks", tasks: ["/do/0/one"], list: "/use/functions", index: 0 }),
    made({ type: "wrap-tasks", tasks: [ask], kind: "do", name: "w" }),
    made({ type: "delete-tasks", tasks: [ask, "/do/0/one"] }),
    made({ type: "rename-task", task: ask, name: "both" }),
    made({ type: "rename-task", task: ask, name: "http" }),
    made({ type: "rename-task", task: ask, name: " " }),
  ]).toEqual([
    "edit_function_stays",
    "edit_function_stays",
    "edit_function_stays",
    "edit_function_stays",
    "edit_name_taken",
    "edit_name_invalid",
    "edit_name_invalid",
  ]);
});
