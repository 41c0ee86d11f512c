// The page needs nobody but its own server: with every other origin cut off, every page works. The rules of the fixtures see to
// it that nothing is even asked for.

import { freshName, stumbling } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import { target } from "../target.ts";

test("every page works with the network cut off except for its own server", async ({
  behind,
  workflows,
  designer,
  run,
  page,
  context,
}) => {
  const { origin } = new URL(target().url);
  await context.route(
    (url) => url.origin !== origin,
    (route) => route.abort("internetdisconnected"),
  );
  await page.goto("/login");
  await expect(page.getByRole("heading", { name: /Sign in/ })).toBeVisible();
  await workflows.open();
  await page.getByRole("link", { name: "Provision bare-metal hosts" }).click();
  await designer.ready();
  await expect(designer.editor.locator(".mtk1, .mtk5, .mtk6").first()).toBeVisible();
  await page.getByRole("button", { name: "jq playground" }).click();
  await page.getByLabel("jq program").fill("[.[] | . * 2]");
  await page.getByRole("tabpanel", { name: "jq playground" }).getByLabel("Input (JSON)").fill("[1, 2]");
  await page.getByRole("button", { name: "Compare with jq" }).click();
  await expect(page.getByText("jq says the same")).toBeVisible({ timeout: 20_000 });
  await page.goto("/runs");
  await expect(page.getByRole("heading", { name: "Runs", level: 1 })).toBeVisible();
  await run.open(await behind.start(stumbling(freshName("alone")), { url: behind.systems.http }));
  await run.expectStatus("Failed");
});
