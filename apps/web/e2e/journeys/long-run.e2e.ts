// A run of 10,000 events on its page: the right status at once, its last events within reach, and all of its past.

import { counting, freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

const NUMBERS = 4_998;
const EVENTS = 2 * NUMBERS + 4;

test("a run of 10,000 events shows its status, its end, its data and its past", async ({ behind, run, page }) => {
  test.setTimeout(180_000);
  const id = await behind.start(counting(freshName("long"), NUMBERS));
  await expect.poll(async () => (await behind.run(id)).status, { timeout: 120_000 }).toBe("completed");

  // The page as it is sent, before any script has run, says how the run stands.
  const html = await (await page.request.get(`/runs/${id}`)).text();
  expect(html).toContain("Completed");

  await run.open(id);
  await run.expectStatus("Completed");
  await expect(run.slider).toHaveAttribute("max", String(EVENTS));
  await run.expectStep("count", "completed");
  expect(await page.locator("*").count(), "elements in the page").toBeLessThan(15_000);

  await page.getByRole("tab", { name: /^Events/ }).click();
  const list = page.getByRole("region", { name: "Events of the run" });
  await expect(list.getByRole("button", { name: /Run completed/ })).toBeVisible();
  await list.getByRole("button", { name: /count completed \(iteration 4998\)/ }).click();
  await expect(await run.data("Output")).toContainText('note: "number 4997"');
  await expect(run.fact("Iteration")).toHaveText(String(NUMBERS));

  // Event 2 starts the loop, 3 and 4 are of its first round: after event 5,003 the round of 2,500 is under way.
  await run.slider.fill("5003");
  await run.expectStep("count", "running");
  await expect(run.panel.getByText("2501 of 2501")).toBeVisible();
  await expect(run.fact("Iteration")).toHaveText("2501");
  await run.slider.fill("5004");
  await run.expectStep("count", "completed");
  await expect(await run.data("Output")).toContainText('note: "number 2500"');
  await run.slider.fill("0");
  await expect(run.card("count")).not.toHaveAccessibleName(/running|completed/);
  await page.getByRole("button", { name: "To the end" }).click();
  await run.expectStep("count", "completed");
  await expect(run.slider).toHaveValue(String(EVENTS));
});
