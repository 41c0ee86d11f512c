// Addresses that name nothing, and text that has no page.

import { expect, test } from "../fixtures.ts";

test("an address without a page says so and leads back", async ({ signedIn: page }) => {
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  await expect(page).toHaveTitle("No such page · Ironweave");
  await page.getByRole("link", { name: "To the workflows" }).click();
  await expect(page.getByRole("heading", { name: "Workflows" })).toBeVisible();
});

test("a workflow or a run that is not there is said to be so, with the list to choose another from", async ({
  signedIn: page,
}) => {
  for (const id of ["garbage", "00000000-0000-4000-8000-000000000000"]) {
    await page.goto(`/workflows/${id}`);
    await expect(page.getByRole("heading", { name: "There is no such workflow" })).toBeVisible();
    await expect(page.getByRole("link", { name: "All workflows" })).toHaveAttribute("href", "/");
    await page.goto(`/runs/${id}`);
    await expect(page.getByRole("heading", { name: "There is no such run" })).toBeVisible();
    await expect(page).toHaveTitle("Run · Ironweave");
  }
});
