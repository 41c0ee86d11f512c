// Drawing and writing one workflow, in every order.

import { expect, test } from "../fixtures.ts";

let counter = 0;
const freshName = (stem: string) => `${stem}-${Date.now().toString(36)}-${(counter += 1)}`;

test("a workflow is drawn from an empty canvas, and is there after a reload", async ({ workflows, designer, page }) => {
  await workflows.open();
  await workflows.create(freshName("drawn"));
  await designer.ready();
  await designer.insert("Add the first step", "set");
  await designer.insert("Insert step after set", "wait");
  await designer.expectSteps(["set", "wait"]);
  await page.getByRole("button", { name: "Add Switch" }).click();
  await designer.expectSteps(["set", "wait", "decide"]);
  await designer.expectText("- decide:");
  await designer.expectSaved();
  await page.reload();
  await designer.ready();
  await designer.expectSteps(["set", "wait", "decide"]);
});

test("text and canvas follow each other, and one history undoes both", async ({ workflows, designer, page }) => {
  await workflows.open();
  await workflows.create(freshName("synced"), "Call and shape");
  await designer.ready();
  await designer.typeAfter("call: http", " # typed");
  await designer.expectText("http # typed");
  await designer.step("shape").click();
  await expect(designer.editor.locator(".ironweave-selected-task").first()).toBeVisible();
  await page.keyboard.press("F2");
  await page.keyboard.type("reshape");
  await page.keyboard.press("Enter");
  await designer.expectText("- reshape:");
  await page.keyboard.press("Alt+ArrowUp");
  await designer.expectSteps(["reshape", "fetch"]);
  await page.keyboard.press("Delete");
  await designer.expectSteps(["fetch"]);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await designer.expectSteps(["fetch", "shape"]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => designer.shownText()).not.toContain("# typed");
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+Shift+z");
  await designer.expectText("- reshape:");
});

test("the cursor in the text selects the step on the canvas", async ({ workflows, designer }) => {
  await workflows.open();
  await workflows.create(freshName("cursor"), "Call and shape");
  await designer.ready();
  await designer.editor.locator(".view-line", { hasText: "method:" }).click();
  await expect(designer.step("fetch")).toHaveAttribute("aria-current", "true");
  await designer.editor.locator(".view-line", { hasText: "names:" }).click();
  await expect(designer.step("shape")).toHaveAttribute("aria-current", "true");
});

test("a step is dragged into another place, and one from the palette onto the drawing", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("dragged"), "Call and shape");
  await designer.ready();
  await dragTo(page, designer.step("shape"), designer.insertButton("Insert step before fetch"));
  await designer.expectSteps(["shape", "fetch"]);
  await dragTo(
    page,
    page.getByRole("button", { name: "Add Wait" }),
    designer.insertButton("Insert step between shape and fetch"),
  );
  await designer.expectSteps(["shape", "wait", "fetch"]);
});

test("the menu of the right mouse button acts on what is selected, or on the step it was opened on", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("menu"), "Call and shape");
  await designer.ready();
  await designer.insert("Insert step after shape", "wait");
  await designer.step("shape").click();
  await designer.step("wait").click({ modifiers: ["Shift"] });
  await designer.step("wait").click({ button: "right" });
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  await designer.expectSteps(["fetch"]);
  await page.keyboard.press("ControlOrMeta+Z");
  await designer.expectSteps(["fetch", "shape", "wait"]);
  await designer.step("fetch").click();
  await designer.step("fetch").click({ button: "right" });
  await page.getByRole("menuitem", { name: /^Delete/ }).click();
  await designer.expectSteps(["shape", "wait"]);
});

test("text that does not parse keeps the drawing, says where, and mends", async ({ workflows, designer, page }) => {
  await workflows.open();
  await workflows.create(freshName("broken"), "Call and shape");
  await designer.ready();
  await designer.typeAfter("method:", " : : [");
  await expect(page.getByText(/does not parse at line/)).toBeVisible();
  await designer.expectSteps(["fetch", "shape"]);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText(/does not parse at line/)).toBeHidden();
});

test("a problem is shown on the step and in the list, and the list leads to it", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("problem"), "Poll until ready");
  await designer.ready();
  await designer.typeAfter("then: check", "x");
  await expect(page.getByRole("button", { name: /pause, wait.*1 problem/ })).toBeVisible();
  await page.getByRole("button", { name: /1 error/ }).click();
  await page.getByRole("listitem").filter({ hasText: "checkx" }).getByRole("button").first().click();
  await expect(designer.step("pause")).toHaveAttribute("aria-current", "true");
});

test("the whole drawing is walked and edited by keyboard alone", async ({ workflows, designer, page }) => {
  await workflows.open();
  await workflows.create(freshName("keyboard"), "Try, and report a failure");
  await designer.ready();
  await designer.step("attempt").focus();
  await page.keyboard.press("ArrowRight");
  await expect(designer.step("work")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(designer.step("report")).toBeFocused();
  await page.keyboard.press("/");
  await page.keyboard.type("wait");
  await page.keyboard.press("Enter");
  await designer.expectSteps(["attempt", "work", "report", "wait"]);
  await expect(designer.step("wait")).toBeFocused();
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(designer.step("wait")).toHaveAttribute("data-task", "/do/1/wait");
  await page.keyboard.press("c");
  await expect(page.getByText(/Go to attempt/)).toBeVisible();
  await page.keyboard.press("Enter");
  await designer.expectText("then: attempt");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).fill("wrap for");
  await page.keyboard.press("Enter");
  await designer.expectText("- forEach:");
});

async function dragTo(
  page: import("@playwright/test").Page,
  from: import("@playwright/test").Locator,
  to: import("@playwright/test").Locator,
): Promise<void> {
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (start === null || end === null) throw new Error("not on the screen");
  await page.mouse.move(start.x + 24, start.y + 12);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + 20, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
  await page.mouse.up();
}
