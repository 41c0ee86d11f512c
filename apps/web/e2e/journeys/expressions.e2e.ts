// Expressions are written with the data of the steps before, and tried out, by keyboard alone.

import { AxeBuilder } from "@axe-core/playwright";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test.describe.configure({ timeout: 120_000 });

test("keys are offered while an expression is typed, its answer stands below it, and a mistake is underlined", async ({
  keyboard,
  designer,
}, info) => {
  const { page } = keyboard;
  await keyboard.create(freshName("expressions"), "Call and shape");
  await designer.ready();
  await keyboard.find("shape");
  await keyboard.press("Enter");
  const form = page.getByRole("complementary", { name: "Inspector" });
  const field = form.getByRole("combobox", { name: /^names/ });
  const list = form.getByRole("listbox", { name: "What can be written here" });
  await keyboard.tabTo(field);
  await expect(form.getByText('= ["text"]')).toBeVisible({ timeout: 30_000 });
  await expect(form.getByText("on the dry run")).toBeVisible();

  await test.step("a key is chosen, and the keys of its elements are offered next", async () => {
    await keyboard.fill(field, "${ .it");
    await expect(list.getByRole("option", { name: /\.items/ })).toHaveAttribute("aria-selected", "true");
    await keyboard.press("Enter");
    await expect(field).toHaveValue("${ .items }");
    await keyboard.type(" | map(.");
    await expect(list.getByRole("option", { name: /\.name/ })).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: info.outputPath(`expression-offers-${colorScheme}.png`) });
      const { violations } = await new AxeBuilder({ page }).include('[aria-label="Inspector"]').analyze();
      expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    }
    await keyboard.press("Tab");
    await expect(field).toBeFocused();
    await keyboard.type(")");
    await expect(field).toHaveValue("${ .items | map(.name) }");
    await expect(form.getByText('= ["text"]')).toBeVisible();
  });

  await test.step("a function brings its brackets; Escape closes the list and nothing else", async () => {
    await keyboard.fill(field, "${ .items | sel");
    await keyboard.press("Enter");
    await expect(field).toHaveValue("${ .items | select(.) }");
    await expect(list).toBeVisible();
    await keyboard.press("Escape");
    await expect(list).toBeHidden();
    await expect(field).toHaveValue("${ .items | select(.) }");
    await keyboard.press("Control+Space");
    await expect(list).toBeVisible();
    await keyboard.press("Escape");
  });

  await test.step("a mistake is told and underlined where it stands", async () => {
    await keyboard.fill(field, "${ .items | [1, }");
    await expect(form.getByRole("status").filter({ hasText: "Unexpected" })).toBeVisible();
    await page.screenshot({ path: info.outputPath("expression-mistake.png") });
    await keyboard.fill(field, "${ [.items[].title] }");
    await keyboard.activate(form.getByRole("button", { name: /^(Stage by stage|Why is it null)/ }).first());
    await expect(form.getByRole("list", { name: "Stages of the expression" })).toContainText("there is no “title”");
    await page.screenshot({ path: info.outputPath("expression-stages.png") });
  });

  await test.step("the name of an entry that is not added yet survives a reload", async () => {
    const entry = form.getByRole("textbox", { name: /^Name of a new entry/ }).first();
    await keyboard.fill(entry, "half-typed");
    await page.reload();
    await designer.ready();
    await keyboard.find("shape");
    await keyboard.press("Enter");
    await expect(entry).toHaveValue("half-typed");
  });
});

test("an output is pinned from the commands, stays over a reload, and feeds the answers; a dry run opens at a step", async ({
  keyboard,
  designer,
}, info) => {
  const { page } = keyboard;
  await keyboard.create(freshName("pins"), "Call and shape");
  await designer.ready();
  const form = page.getByRole("complementary", { name: "Inspector" });
  const pinned = page.getByRole("button", { name: /^fetch, call http, step 1 of 2, output pinned/ });
  await keyboard.find("shape");
  await expect(form.getByText('= ["text"]')).toBeVisible({ timeout: 30_000 });
  await keyboard.find("fetch");
  await keyboard.command("Pin its output of the dry run");
  await expect(pinned).toBeVisible();
  await page.reload();
  await designer.ready();
  await expect(pinned).toBeVisible();
  await keyboard.find("shape");
  await expect(form.getByText("on the dry run with 1 pin")).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: info.outputPath("pin-badge.png") });

  await test.step("run this step, from the menu", async () => {
    await keyboard.find("fetch");
    await keyboard.command("Dry run this step");
    const bar = page.getByRole("toolbar", { name: "Dry run" });
    await expect(bar).toContainText("fetch completed", { timeout: 30_000 });
    await expect(page.getByRole("region", { name: "Step fetch" })).toBeVisible();
    await page.screenshot({ path: info.outputPath("run-step.png") });
    await keyboard.press("ControlOrMeta+Shift+Enter");
  });

  await keyboard.find("fetch");
  await keyboard.command("Take the pin off");
  await expect(pinned).toBeHidden();
});

test("the text view offers the same keys", async ({ workflows, designer, page }, info) => {
  await workflows.open();
  await workflows.create(freshName("monaco"), "Call and shape");
  await designer.ready();
  await designer.step("shape").click();
  await expect(page.getByText('= ["text"]')).toBeVisible({ timeout: 30_000 });
  await designer.typeAfter("names:", "\nother: ${ .items[0].");
  await expect(page.locator(".suggest-widget")).toContainText(".name");
  await page.screenshot({ path: info.outputPath("text-offers.png") });
  await page.keyboard.press("Enter");
  await designer.expectText(/other: \$\{ \.items\[0\]\.name/);
});
