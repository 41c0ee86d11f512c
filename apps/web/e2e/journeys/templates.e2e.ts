// The gallery: what an installation brings along is found, looked at, taken, and runs as it is.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import { TemplatesPage } from "../pages/templates-page.ts";

test("a template is found, taken under a new name, and runs with its own sample input", async ({
  designer,
  run,
  signedIn: page,
}, info) => {
  const gallery = new TemplatesPage(page);
  await gallery.open();
  expect(await gallery.cards.count()).toBeGreaterThanOrEqual(14);
  await page.screenshot({ path: info.outputPath("gallery.png"), fullPage: true });
  await page.getByRole("button", { name: "incidents", exact: true }).click();
  await expect(gallery.cards).toHaveCount(2);
  await page.getByRole("button", { name: "All", exact: true }).click();
  await gallery.search("metal scale");
  await expect(gallery.cards.first()).toContainText("Scale a group out");
  const name = freshName("scaled");
  await gallery.take("Scale a group out", name);
  await designer.ready();
  await designer.expectText(`name: ${name}`);
  await designer.expectText("# Brings a group up to the wanted number of hosts.");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "none wanted" }).click();
  await page.getByRole("button", { name: "Start run" }).click();
  await page.waitForURL(/\/runs\//);
  await run.expectStatus("Completed");
});

test("a name that is taken is said in the dialog, by keyboard alone", async ({ designer, signedIn: page }) => {
  const gallery = new TemplatesPage(page);
  const name = freshName("hello");
  for (const expected of ["taken", "refused"]) {
    await gallery.open();
    await gallery.search("greets");
    await expect(gallery.cards).toHaveCount(1);
    await gallery.cards.first().focus();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Name of the new workflow")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    if (expected === "taken") await designer.ready();
    else await expect(page.getByRole("alert").filter({ hasText: "There is already a workflow" })).toBeVisible();
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`no serious violation in the gallery and its preview (${colorScheme})`, async ({ signedIn: page }, info) => {
      const gallery = new TemplatesPage(page);
      await gallery.open();
      await expectAccessible(page);
      await gallery.cards.filter({ hasText: "Patch a hundred hosts" }).click();
      await page.getByRole("dialog").waitFor();
      await expectAccessible(page);
      await page.screenshot({ path: info.outputPath("preview.png") });
      await page.setViewportSize({ width: 390, height: 800 });
      await page.screenshot({ path: info.outputPath("preview-phone.png") });
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
}
