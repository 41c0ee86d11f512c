// axe finds nothing serious on any page of the designer's side, in light and in dark.

import { AxeBuilder } from "@axe-core/playwright";
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

    test(`no serious violation on the sign-in page (${colorScheme})`, async ({ page }) => {
      await page.goto("/login");
      await page.getByRole("heading", { name: /Sign in/ }).waitFor();
      await expectAccessible(page);
    });
  });
}

async function expectAccessible(page: import("@playwright/test").Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
    })),
  ).toEqual([]);
}
