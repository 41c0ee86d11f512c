// axe finds nothing serious on any page, in light and in dark.

import { AxeBuilder } from "@axe-core/playwright";
import { freshName, stumbling } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`no serious violation on the list and the designer (${colorScheme})`, async ({
      workflows,
      designer,
      page,
    }) => {
      await workflows.open();
      await workflows.create(`axe-${colorScheme}-${Date.now().toString(36)}`, "Poll until ready");
      await designer.ready();
      await designer.step("ready").click();
      await expectAccessible(page);
      await workflows.open();
      await expectAccessible(page);
    });

    test(`no serious violation on the list of runs and the page of a run (${colorScheme})`, async ({
      behind,
      run,
      page,
    }) => {
      await run.open(await behind.start(stumbling(freshName(`axe-${colorScheme}`)), { url: behind.systems.http }));
      await run.expectStatus("Failed");
      await expectAccessible(page);
      await run.select("giveUp");
      await run.data("Error");
      await page.getByRole("tab", { name: /^Events/ }).click();
      await expectAccessible(page);
      await page.goto("/runs");
      await page.getByRole("row").first().waitFor();
      await expectAccessible(page);
    });

    test(`no serious violation on the sign-in page (${colorScheme})`, async ({ page }) => {
      await page.goto("/login");
      await page.getByRole("heading", { name: /Sign in/ }).waitFor();
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: import("@playwright/test").Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
    })),
  ).toEqual([]);
}

test("the screens are pictured: list, designer, dark, phone", async ({ workflows, designer, page }, info) => {
  const picture = async (name: string) => {
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  };
  await workflows.open();
  await picture("list");
  await workflows.create(`pictures-${Date.now().toString(36)}`, "Poll until ready");
  await designer.ready();
  await designer.step("check").click();
  await picture("designer");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture("designer-dark");
  await page.setViewportSize({ width: 390, height: 800 });
  await picture("designer-phone");
  await page.getByRole("button", { name: "Text", exact: true }).first().click();
  await expect(designer.editor).toBeVisible();
  await picture("designer-phone-text");
});
