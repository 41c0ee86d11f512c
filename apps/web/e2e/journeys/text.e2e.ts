// The text view as an editor of the language, by keyboard alone.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test("names are completed, gone to, and renamed with every reference, by keyboard alone", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("text"), "Call and shape");
  await designer.ready();
  await designer.editor.locator(".view-line", { hasText: "- shape:" }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("then: ");
  await page.keyboard.press("Control+Space");
  await expect(page.locator(".suggest-widget .monaco-list-row", { hasText: "fetch" })).toBeVisible();
  await page.keyboard.type("fetch");
  await page.keyboard.press("Escape");
  await designer.expectText(/then: fetch/);

  await page.keyboard.press("F12");
  await expect(designer.step("fetch")).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("F2");
  const field = page.locator(".rename-box input");
  await expect(field).toHaveValue("fetch");
  await field.fill("ask");
  await page.keyboard.press("Enter");
  await designer.expectText(/- ask:[\s\S]*then: ask/);
  await designer.expectSteps(["ask", "shape"]);
  await page.keyboard.press("Control+z");
  await designer.expectText(/- fetch:[\s\S]*then: fetch/);
});
