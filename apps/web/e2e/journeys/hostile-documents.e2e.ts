// Documents that are larger, or meaner, than anybody would write by hand.

import { freshName, long, markup } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test("[Y3] a workflow of 5,000 steps runs to its end, and its drawing and text can be edited", async ({
  behind,
  designer,
  run,
  page,
}) => {
  test.setTimeout(180_000);
  const id = await behind.start(long(freshName("long"), 5_000));
  await expect.poll(async () => (await behind.run(id)).status, { timeout: 120_000 }).toBe("completed");
  const finished = await behind.run(id);
  expect(finished.output).toEqual({ n: 5_000 });
  await page.goto(`/runs/${id}`);
  await run.expectStatus("Completed");

  await page.goto(`/workflows/${finished.workflow.id}`);
  await designer.ready();
  await designer.step("step1").click();
  await page.keyboard.press("F2");
  await page.keyboard.type("first");
  await page.keyboard.press("Enter");
  await designer.expectText("- first:");
  await designer.expectSaved();
  await page.keyboard.press("Control+z");
  await designer.expectText("- step1:");
  await designer.expectSaved();
});

test("[X2] markup in names, values and errors is shown as the text it is", async ({ behind, designer, run, page }) => {
  const id = await behind.start(markup(freshName("markup")));
  await page.goto(`/runs/${id}`);
  await run.expectStatus("Failed");
  await expect(run.panel).toContainText('<img src=x onerror="globalThis.attacked=1">');
  for (const tab of ["Timeline", "Events"]) await page.getByRole("tab", { name: tab }).click();
  const attacked = () => page.evaluate(() => "attacked" in globalThis || document.querySelector("img[src=x]") !== null);
  expect(await attacked()).toBe(false);

  await page.goto(`/workflows/${(await behind.run(id)).workflow.id}`);
  await designer.ready();
  await expect(page.locator("[data-task]").first()).toHaveAccessibleName(/^<img src=x/);
  expect(await attacked()).toBe(false);
});
