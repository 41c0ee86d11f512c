import { expect, test } from "vitest";
import { createCanvasSession } from "../canvas/canvas-session.ts";
import { createDesignerUi } from "../store/designer-ui.ts";
import { createEditorStore } from "../store/editor-store.ts";
import { COMMANDS } from "./all-commands.ts";
import type { CommandContext, ExportedFile } from "./command.ts";
import { INSERT_ITEMS } from "./insert-items.ts";
import { commandFor } from "./match-keys.ts";

const TEXT = `do:
  - one:
      set: { a: 1 }
  # about two
  - two:
      do:
        - inner:
            wait: { seconds: 1 }
  - three:
      set: { c: 3 }
`;

const TRY = `do:
  - attempt:
      try:
        - ask:
            wait: PT1S
        - read:
            set: 1
      catch:
        do:
          - report:
              set: 2
`;

function setUp(...selection: string[]) {
  return setUpWith(TEXT, ...selection);
}

function setUpWith(text: string, ...selection: string[]) {
  const told: string[] = [];
  const files: ExportedFile[] = [];
  const pinned = new Set<string>();
  let clipboard = "";
  const context: CommandContext = {
    store: createEditorStore(text),
    ui: createDesignerUi(),
    session: createCanvasSession(),
    clipboard: { read: async () => clipboard, write: async (text) => void (clipboard = text) },
    pinning: {
      isPinned: (task) => pinned.has(task),
      sources: () => ["last-run"],
      pin: async (task) => void pinned.add(task),
      unpin: (task) => void pinned.delete(task),
    },
    saveFile: async (file) => void files.push(file),
    notify: (text) => void told.push(text),
  };
  context.store.select(selection, "canvas");
  const run = async (id: string) => {
    const command = COMMANDS.find((one) => one.id === id);
    expect(command?.when(context)).toBe(true);
    await command?.run(context);
    return context.store.getState().drawing.index.order;
  };
  const can = (id: string) => COMMANDS.find((one) => one.id === id)?.when(context);
  return { context, told, files, run, can, clipboard: () => clipboard };
}

test("beyond the end of a list a step moves on into the next list of the step that holds it, and back", async () => {
  expect(await setUpWith(TRY, "/do/0/attempt/try/1/read").run("move-down")).toEqual([
    "/do/0/attempt",
    "/do/0/attempt/try/0/ask",
    "/do/0/attempt/catch/do/0/read",
    "/do/0/attempt/catch/do/1/report",
  ]);
  expect(await setUpWith(TRY, "/do/0/attempt/catch/do/0/report").run("move-up")).toEqual([
    "/do/0/attempt",
    "/do/0/attempt/try/0/ask",
    "/do/0/attempt/try/1/read",
    "/do/0/attempt/try/2/report",
  ]);
  expect(setUpWith(TRY, "/do/0/attempt/try/0/ask").can("move-up")).toBe(false);
  expect(setUpWith(TRY, "/do/0/attempt/catch/do/0/report").can("move-down")).toBe(false);
});

test("delete removes the selection and offers to undo", async () => {
  const { run, told } = setUp("/do/0/one", "/do/2/three");
  expect(await run("delete-tasks")).toEqual(["/do/0/two", "/do/0/two/do/0/inner"]);
  expect(told).toEqual(["Deleted 2 steps"]);
});

test("duplicate puts a copy with a name of its own after the task", async () => {
  expect(await setUp("/do/0/one").run("duplicate-tasks")).toContain("/do/1/one2");
});

test("copy takes the text as written; paste inserts it after the selection", async () => {
  const { run, context, clipboard } = setUp("/do/1/two");
  await run("copy-tasks");
  expect(clipboard()).toBe("# about two\n- two:\n    do:\n      - inner:\n          wait: { seconds: 1 }\n");
  context.store.select(["/do/2/three"], "canvas");
  expect(await run("paste-tasks")).toContain("/do/3/two2/do/0/inner");
});

test("a copied step that means an anchor keeps doing so in its own workflow, and brings the value along to another one", async () => {
  const text = "do:\n  - one: &x\n      wait: PT1S # short\n  # like one\n  - two: *x # why\n";
  const { run, context, clipboard } = setUpWith(text, "/do/1/two");
  await run("copy-tasks");
  await run("paste-tasks");
  expect(context.store.getState().text).toBe(`${text}  # like one\n  - two2: *x # why\n`);
  const other = setUp("/do/2/three");
  await other.context.clipboard.write(clipboard());
  await other.run("paste-tasks");
  expect(other.context.store.getState().text).toBe(`${TEXT}  # like one\n  - two2: { wait: PT1S } # why\n`);
});

test("a paste that means an anchor of the workflow says so; one whose anchor is nowhere says what is missing", async () => {
  const text = "do:\n  - one: &x\n      wait: PT1S\n";
  const { run, context, told } = setUpWith(text);
  await context.clipboard.write("- a: *x # as one\n- b: *y\n");
  await run("paste-tasks");
  expect([context.store.getState().text, told[0]]).toEqual([text, expect.stringMatching(/^The steps use \*y, but/u)]);
  await context.clipboard.write("- a: *x # as one\n");
  await run("paste-tasks");
  expect([context.store.getState().text, told[1]]).toEqual([
    `${text}  - a: *x # as one\n`,
    "Pasted a. *x means &x of this workflow",
  ]);
});

test("a whole workflow is not taken apart unasked: its steps go in, and the rest is named", async () => {
  const { run, context } = setUp();
  await context.clipboard.write("document: { name: other }\nuse: {}\ndo:\n  # first\n  - a: { wait: 'PT1S' }\n");
  await run("paste-tasks");
  const { dialog, dropped } = context.ui.getState();
  expect([context.store.getState().text, dialog, dropped]).toEqual([
    TEXT,
    "dropped",
    expect.objectContaining({ name: "other", steps: ["a"], beside: ["document", "use"] }),
  ]);
  dropped?.insert();
  expect(context.store.getState().text).toBe(`${TEXT}  # first\n  - a: { wait: 'PT1S' }\n`);
});

test("wrapping asks first where a jump cannot be kept; deleting says who goes elsewhere", async () => {
  const text =
    "do:\n  - a: { wait: PT1S, then: d }\n  - b: { wait: PT2S, then: c }\n  - c: { wait: PT3S }\n  - d: { wait: PT4S }\n";
  const { run, context, told } = setUpWith(text, "/do/0/a", "/do/1/b");
  await run("wrap-in-do");
  const { dialog, question } = context.ui.getState();
  expect([context.store.getState().text, dialog, question?.cautions.map(({ code }) => code)]).toEqual([
    text,
    "question",
    ["edit_then_out_of_wrapper"],
  ]);
  question?.goOn();
  expect(context.store.getState().text).toContain("- group:\n      do:\n        - a: { wait: PT1S, then: d }\n");
  context.store.undo();
  context.store.select(["/do/2/c"], "canvas");
  await run("delete-tasks");
  expect(told.at(-1)).toBe("Deleted c. b went to c and goes to d now.");
});

test("paste of something else changes nothing and says so", async () => {
  const { run, told, context } = setUp();
  await context.clipboard.write("just words");
  await run("paste-tasks");
  expect([context.store.getState().text, told.length]).toEqual([TEXT, 1]);
});

test("move goes up, down, out of the scope and into the step above", async () => {
  expect(await setUp("/do/1/two").run("move-up")).toEqual([
    "/do/0/two",
    "/do/0/two/do/0/inner",
    "/do/1/one",
    "/do/2/three",
  ]);
  expect((await setUp("/do/0/one").run("move-down"))[0]).toBe("/do/0/two");
  expect(await setUp("/do/1/two/do/0/inner").run("move-out")).toContain("/do/2/inner");
  expect(await setUp("/do/2/three").run("move-into")).toContain("/do/1/two/do/1/three");
  expect([
    setUp("/do/0/one").can("move-up"),
    setUp("/do/2/three").can("move-down"),
    setUp("/do/0/one").can("move-out"),
  ]).toEqual([false, false, false]);
});

test("neighbours can be wrapped, tasks apart cannot", async () => {
  expect(await setUp("/do/0/one", "/do/1/two").run("wrap-in-try")).toContain("/do/0/attempt/try/1/two/do/0/inner");
  expect(setUp("/do/0/one", "/do/2/three").can("wrap-in-try")).toBe(false);
});

test("connect mode offers the first sibling; disconnect removes `then`", async () => {
  const { run, context, can } = setUp("/do/0/one");
  await run("connect-task");
  expect(context.session.getState()).toMatchObject({
    target: "/do/1/two",
    gesture: { type: "connect", keyboard: true },
  });
  expect(can("disconnect-task")).toBe(false);
  context.store.perform([{ type: "set", at: "/do/0/one/then", value: "three" }], "Connect");
  context.store.select(["/do/0/one"], "canvas");
  await run("disconnect-task");
  expect(context.store.getState().text).toBe(TEXT);
});

test("a function is gone to from its call, renamed with its calls, and never moved or wrapped", async () => {
  const { context, run, can } = setUp();
  context.store.replaceText(`use: { functions: { ask: { do: [{ inner: { call: ask } }] } } }\n${TEXT}`, "Import");
  context.store.toggleFold("#/use/functions");
  context.store.select(["/use/functions/ask/do/0/inner"], "canvas");
  await run("go-to-function");
  expect([context.store.getState().selection, context.store.getState().folded.size]).toEqual([
    ["/use/functions/ask"],
    0,
  ]);
  expect(["move-up", "move-out", "wrap-in-do", "connect-task"].map(can)).toEqual([false, false, false, false]);
  await run("duplicate-tasks");
  expect(context.store.getState().selection).toEqual(["/use/functions/ask2"]);
  await run("delete-tasks");
  expect(context.store.getState().drawing.index.scopes.get("/use/functions")?.nodes.length).toBe(1);
});

test("every command has an id and keys of its own", () => {
  const ids = COMMANDS.map((command) => command.id);
  const keys = COMMANDS.flatMap((command) => command.keys);
  expect([new Set(ids).size, new Set(keys).size]).toEqual([ids.length, keys.length]);
});

test("single keys and editing keys are left to fields; global ones are not", () => {
  const press = (key: string, more = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...more,
  });
  const id = (key: ReturnType<typeof press>, place: "canvas" | "field" | "page") =>
    commandFor(COMMANDS, key, place)?.id;
  expect([id(press("Delete"), "canvas"), id(press("Delete"), "field")]).toEqual(["delete-tasks", undefined]);
  expect([id(press("z", { ctrlKey: true }), "page"), id(press("z", { ctrlKey: true }), "field")]).toEqual([
    "undo",
    undefined,
  ]);
  expect(id(press("Z", { metaKey: true, shiftKey: true }), "canvas")).toBe("redo");
  expect(id(press("k", { ctrlKey: true }), "field")).toBe("open-commands");
  expect([id(press("?", { shiftKey: true }), "page"), id(press("c"), "canvas")]).toEqual([
    "open-shortcuts",
    "connect-task",
  ]);
  const off = (key: string) => commandFor(COMMANDS, press(key), "canvas", false)?.id;
  expect([off("?"), off("c"), off("f"), off("/"), off("Delete")]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    "delete-tasks",
  ]);
});

test("everything that can be inserted can be inserted into an empty list", () => {
  for (const item of INSERT_ITEMS) {
    const store = createEditorStore("do: []\n");
    expect(
      store.perform([{ type: "insert-tasks", list: "/do", index: 0, tasks: [item.task] }], "Insert"),
    ).toBeUndefined();
    const { drawing, analysis } = store.getState();
    expect(drawing.index.graph.root.nodes[0]?.kind).toBe(item.kind);
    // Its form asks for what is missing; nothing of what it brings along is wrong.
    const wrong = analysis.diagnostics.filter(
      ({ severity, reference }) => severity === "error" && reference.length > 4,
    );
    const missing = /needs|required|missing|empty/;
    expect(wrong.filter(({ message }) => !missing.test(message)).map(({ message }) => [item.id, message])).toEqual([]);
  }
});

test("exports are named for the document and hold the text, the picture or Mermaid", async () => {
  const { run, files, told, context } = setUp();
  for (const id of ["export-yaml", "export-svg", "export-png", "export-mermaid"]) await run(id);
  expect(files.map(({ name, type }) => [name, type])).toEqual([
    ["workflow.yaml", "application/yaml"],
    ["workflow.svg", "image/svg+xml"],
    ["workflow.png", "image/png"],
    ["workflow.mmd", "text/plain"],
  ]);
  expect(files[0]?.text).toBe(context.store.getState().text);
  expect(files[1]?.text).toContain(">inner</text>");
  expect(files[3]?.text).toMatch(/^flowchart/u);
  expect(told[0]).toBe("Exported workflow.yaml");
});

test("an output of the last run is pinned from the menu, and taken off again; of a dry run only where there is one", async () => {
  const { context, run, told } = setUp("/do/0/one");
  const offered = () =>
    COMMANDS.filter((command) => command.group === "Try out" && command.when(context)).map(({ id }) => id);
  expect(offered()).toEqual(["run-to-here", "run-step", "pin-last-run"]);
  await run("pin-last-run");
  expect(offered()).toEqual(["run-to-here", "run-step", "unpin-output"]);
  await run("unpin-output");
  expect([offered().at(-1), told.length]).toEqual(["pin-last-run", 1]);
});

test("a dry run that is asked for a step opens there", async () => {
  const { context, run } = setUp("/do/0/one");
  await run("run-step");
  expect(context.ui.getState()).toMatchObject({ mode: "dry-run", wish: { task: "/do/0/one", until: "after" } });
});
