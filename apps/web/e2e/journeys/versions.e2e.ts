// The history of a workflow: comparing any two versions, and taking one back.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test("two versions are compared as drawings that move together and as texts, and one is restored", async ({
  workflows,
  designer,
  page,
}, info) => {
  await workflows.open();
  await workflows.create(freshName("history"), "Call and shape");
  await designer.ready();
  const saveVersion = async (note: string) => {
    await page.getByRole("button", { name: "Save version" }).click();
    await page.getByRole("textbox", { name: /note/i }).fill(note);
    await page.getByRole("dialog").getByRole("button", { name: /^Save/ }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await saveVersion("as it began");
  await designer.insert("Insert step after shape", "wait");
  await designer.step("fetch").click();
  await page.keyboard.press("Delete");
  await designer.expectSteps(["shape", "wait"]);
  await designer.expectSaved();
  await saveVersion("waits instead");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("versions");
  await page.keyboard.press("Enter");
  await page.getByRole("listitem").filter({ hasText: "as it began" }).getByRole("button", { name: "Compare" }).click();
  await page.getByRole("combobox", { name: "To" }).selectOption({ label: "Version 2: waits instead" });
  const differences = page.getByRole("list", { name: "What differs" });
  await expect(differences).toContainText("removed fetch");
  await expect(differences).toContainText("added wait");
  const before = page.getByRole("group", { name: "Drawing of Version 1: as it began" });
  const after = page.getByRole("group", { name: "Drawing of Version 2: waits instead" });
  await expect(before.getByRole("button", { name: /^fetch, .*removed$/ })).toBeVisible();
  await expect(after.getByRole("button", { name: /^wait, .*added$/ })).toBeVisible();
  await page.screenshot({ path: info.outputPath("compare-versions.png") });

  const transform = (drawing: typeof before) => drawing.locator(".react-flow__viewport").getAttribute("style");
  await before.hover();
  await page.mouse.wheel(0, 120);
  await expect.poll(async () => (await transform(before)) === (await transform(after))).toBe(true);

  const moved = await transform(before);
  await after.getByRole("button", { name: "Zoom out" }).click();
  await expect.poll(() => transform(before)).not.toBe(moved);
  await expect.poll(async () => (await transform(before)) === (await transform(after))).toBe(true);

  await page.getByRole("button", { name: "All versions" }).click();
  await page.getByRole("listitem").filter({ hasText: "as it began" }).getByRole("button", { name: "Restore" }).click();
  await designer.expectSteps(["fetch", "shape"]);
  await page.keyboard.press("Control+z");
  await designer.expectSteps(["shape", "wait"]);
});
