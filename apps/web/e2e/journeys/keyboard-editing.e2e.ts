// By keyboard alone: everything that is done to steps, on the drawing. What is asserted is what a screen reader says.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test.describe.configure({ timeout: 240_000 });

test("steps are renamed, moved, wrapped, duplicated, deleted, taken back and folded by keyboard alone", async ({
  keyboard,
  designer,
}) => {
  const { page } = keyboard;
  const said = page.getByRole("status", { name: "Edits" });
  await keyboard.create(freshName("edited"));
  await designer.ready();
  for (const words of ["set data", "wait", "log"]) await keyboard.insert(words);
  await designer.expectSteps(["set", "wait", "log"]);

  await test.step("renamed in place, with every jump to it; the focus stays on it", async () => {
    await keyboard.press("Home", "C");
    await expect(page.getByText("Go to wait: Enter connects")).toBeVisible();
    await keyboard.press("ArrowDown", "Enter");
    await designer.expectText("then: log");
    await keyboard.press("End", "F2");
    await keyboard.type("report");
    await keyboard.press("Enter");
    await designer.expectText("then: report");
    const renamed = page.getByRole("button", { name: /^report, call log/ });
    await expect(renamed).toBeFocused();
    await expect(renamed).toHaveAttribute("aria-current", "true");
    await expect(said).toHaveText("Rename log to report");
  });

  await test.step("put between two steps, by the button on the edge", async () => {
    await keyboard.press("Home");
    await keyboard.activate(page.getByRole("button", { name: "Insert step between set and wait" }));
    await keyboard.type("emit");
    await keyboard.press("Enter");
    await designer.expectSteps(["set", "emit", "wait", "report"]);
    await expect(page.getByRole("button", { name: "emit, emit, step 2 of 4" })).toBeFocused();
  });

  await test.step("several taken with Shift and wrapped, and moved in and out of what holds them", async () => {
    await keyboard.press("Shift+ArrowDown");
    await expect(said).toHaveText("2 steps selected");
    await keyboard.command("wrap in try");
    await designer.expectText("- attempt:");
    await expect(page.getByRole("button", { name: /^attempt, try, step 2 of 3/ })).toBeFocused();
    await keyboard.press("ArrowDown", "Alt+ArrowRight");
    await expect(page.getByRole("button", { name: /^report, .*step 3 of 3/ })).toBeFocused();
    await keyboard.press("Alt+ArrowUp");
    await expect(page.getByRole("button", { name: /^report, .*step 2 of 3/ })).toBeFocused();
    await keyboard.press("Alt+ArrowLeft");
    await expect(page.getByRole("button", { name: /^report, .*step 3 of 3/ })).toBeFocused();
  });

  for (const kind of ["for", "fork", "do"])
    await test.step(`wrapped in ${kind}, and taken back`, async () => {
      await keyboard.command(`wrap in ${kind}`);
      await expect(said).toHaveText(`Wrap report in ${kind}`);
      await keyboard.press("ControlOrMeta+Z");
      await expect(said).toHaveText(`Undone: Wrap report in ${kind}`);
    });

  await test.step("steps apart are taken one by one, duplicated and deleted together, each one undo step", async () => {
    await keyboard.press("Home", "ControlOrMeta+ArrowDown", "ControlOrMeta+ArrowDown", "Space");
    await expect(said).toHaveText("2 steps selected");
    await keyboard.press("Space");
    await expect(said).toHaveText("1 step selected");
    await keyboard.press("ControlOrMeta+A", "ControlOrMeta+D");
    await expect(page.getByRole("button", { name: /^attempt2, try, step 5 of 6/ })).toBeVisible();
    await keyboard.press("Delete");
    await expect(page.getByRole("button", { name: /, step 3 of 3/ })).toBeVisible();
    await keyboard.press("ControlOrMeta+Z", "ControlOrMeta+Z");
    await expect(page.getByRole("button", { name: /^report, .*step 3 of 3/ })).toBeVisible();
    await keyboard.press("ControlOrMeta+Shift+Z");
    await expect(said).toHaveText("Redone: Duplicate 3 steps");
    await keyboard.press("ControlOrMeta+Z");
  });

  await test.step("folded and opened", async () => {
    await keyboard.find("attempt");
    const attempt = page.getByRole("button", { name: /^attempt, try/ });
    await expect(attempt).toBeFocused();
    await expect(attempt).toHaveAttribute("aria-expanded", "true");
    await keyboard.press("F");
    await expect(attempt).toHaveAttribute("aria-expanded", "false");
    await expect(designer.step("emit")).toHaveCount(0);
    await keyboard.press("F");
    await expect(attempt).toHaveAttribute("aria-expanded", "true");
  });

  await test.step("several wrapped by a button beside the drawing", async () => {
    await keyboard.press("ControlOrMeta+A");
    await expect(said).toHaveText("3 steps selected");
    const beside = page.getByRole("complementary", { name: "Inspector" });
    await keyboard.activate(beside.getByRole("button", { name: /^Wrap in do/ }));
    await designer.expectText("- group:");
  });

  await test.step("a step taken from the palette, which is one stop of Tab", async () => {
    const palette = page.getByRole("navigation", { name: "Steps to add" });
    await keyboard.tabTo(palette.getByRole("button", { name: "Add HTTP request" }), true);
    await keyboard.press("End");
    await expect(palette.getByRole("button", { name: "Add Listen" })).toBeFocused();
    await keyboard.press("ArrowUp", "Tab");
    await expect(palette.getByRole("button").and(page.locator(":focus"))).toHaveCount(0);
    await keyboard.press("Shift+Tab");
    await expect(palette.getByRole("button", { name: "Add Emit an event" })).toBeFocused();
    await keyboard.press("Enter");
    await designer.expectSteps(["group", "set", "attempt", "emit", "wait", "report", "emit"]);
  });
});

test("each case of a switch is connected to a step of its own by keyboard alone, and only to a sibling", async ({
  keyboard,
  designer,
}) => {
  const { page } = keyboard;
  await keyboard.create(freshName("cases"));
  await designer.ready();
  for (const words of ["switch", "set data", "group"]) await keyboard.insert(words);
  await keyboard.press("Home", "C");
  await expect(page.getByText("yes: Go to set")).toBeVisible();
  await keyboard.press("ArrowDown", "ArrowDown");
  await expect(page.getByText("yes: Go to group")).toBeVisible();
  await keyboard.press("Enter");
  await designer.expectText("then: group");
  await keyboard.press("C", "ArrowRight");
  await expect(page.getByText("otherwise: Go to set")).toBeVisible();
  await keyboard.press("Enter");
  await designer.expectText(/then: group[\s\S]*then: set/);
  await keyboard.press("C", "Escape");
  await expect(page.getByText(/Go to set/)).toBeHidden();
});

test("steps are copied as YAML from one workflow into another by keyboard alone", async ({ keyboard, designer }) => {
  const { page } = keyboard;
  await keyboard.create(freshName("source"), "Call and shape");
  await designer.ready();
  await keyboard.find("fetch");
  await keyboard.press("ControlOrMeta+A", "ControlOrMeta+C");
  await expect(page.getByText("Copied 2 steps", { exact: true })).toBeVisible();
  await keyboard.create(freshName("goal"));
  await designer.ready();
  await keyboard.press("ControlOrMeta+V");
  await designer.expectSteps(["fetch", "shape"]);
  await keyboard.press("ControlOrMeta+X");
  await designer.expectSteps([]);
});

test("a function is made, called, gone to from its call, and renamed with its calls by keyboard alone", async ({
  keyboard,
  designer,
}) => {
  const { page } = keyboard;
  await keyboard.create(freshName("functions"));
  await designer.ready();
  await keyboard.insert("set data");
  await keyboard.command("add a function");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
  await keyboard.type("group");
  await keyboard.press("Enter");
  const group = page.getByRole("button", { name: "group, do, function 1 of 1" });
  await expect(group).toBeFocused();
  await keyboard.activate(page.getByRole("button", { name: "Add the first step" }));
  await keyboard.type("log");
  await keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^log, call log.*step 1 of 1/ })).toBeFocused();
  await keyboard.press("ArrowLeft");
  await expect(group).toBeFocused();
  await keyboard.find("set");
  await keyboard.insert("call group");
  await expect(page.getByRole("button", { name: "group, call group, step 2 of 2" })).toBeFocused();
  await keyboard.press("F12");
  await expect(group).toBeFocused();
  await keyboard.press("F2");
  await keyboard.type("notify");
  await keyboard.press("Enter");
  await designer.expectText("call: notify");
  await expect(page.getByRole("button", { name: "notify, do, function 1 of 1" })).toBeFocused();
  await keyboard.activate(page.getByRole("button", { name: "Functions, 1 task" }), true);
  await expect(page.getByRole("button", { name: "notify, do, function 1 of 1" })).toBeHidden();
});

test("single keys are turned off and on again, and the sheet says which there are", async ({ keyboard, designer }) => {
  const { page } = keyboard;
  await keyboard.create(freshName("single"), "Call and shape");
  await designer.ready();
  await keyboard.find("fetch");
  await keyboard.press("Shift+?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toContainText("Insert a step");
  await keyboard.tabTo(sheet.getByRole("checkbox", { name: /^Single keys/ }));
  await keyboard.press("Space");
  await expect(sheet).not.toContainText("Insert a step");
  await keyboard.press("Escape", "/");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeHidden();
  await page.reload();
  await designer.ready();
  await keyboard.command("single-key");
  await expect(page.getByText("Single-key shortcuts are on", { exact: true })).toBeVisible();
  await keyboard.find("fetch");
  await keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
});
