// The dry run: the whole of it in the page. Its network is watched: nothing is asked for from the moment it is open.

import { AxeBuilder } from "@axe-core/playwright";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import { TemplatesPage } from "../pages/templates-page.ts";

// The engine and its worker are loaded with the first dry run, which takes its time on a busy machine.
test.describe.configure({ timeout: 120_000 });
const loaded = { timeout: 30_000 };

test("provisioning is tried out in the page: answers changed, a step chosen, a failure looked into, and no request made", async ({
  designer,
  signedIn: page,
}, info) => {
  const gallery = new TemplatesPage(page);
  await gallery.open();
  await gallery.take("Provision bare-metal hosts", freshName("tried"));
  await designer.ready();
  await designer.expectSaved();
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  const run = page.getByRole("region", { name: "Dry run" });
  const bar = page.getByRole("toolbar", { name: "Dry run" });
  await expect(bar.getByRole("status")).toHaveText("Completes", loaded);
  const requests: string[] = [];
  // Who else is on the workflow is told all the time, and has nothing of the dry run in it.
  const presence = /workflow\.(?:announce|onPeople)/;
  page.on("request", (request) => presence.test(request.url()) || requests.push(request.url()));

  await test.step("it has run with what the template brings along", async () => {
    await expect(run.getByRole("group", { name: "output of the dry run" })).toContainText("203.0.113.4");
    await expect(run.locator('[data-task$="/orderHosts"]')).toHaveAccessibleName(/completed/);
    await page.screenshot({ path: info.outputPath("dry-run.png") });
  });

  await test.step("step by step, with the data on the edges", async () => {
    await bar.getByRole("button", { name: "To the start" }).click();
    for (const name of ["provision", "orderHosts", "findHost", "orderHost"]) {
      await bar.getByRole("button", { name: "Step", exact: true }).click();
      await expect(run.getByRole("region", { name: `Step ${name}` })).toBeVisible();
    }
    await run.getByRole("button", { name: /data from findHost to orderHost/ }).click();
    await expect(run.getByRole("group", { name: "data on the edge" })).toContainText("found");
    await page.screenshot({ path: info.outputPath("dry-run-step.png") });
  });

  await test.step("another answer, and the run goes another way", async () => {
    await run.getByText("readHosts http").click();
    await run
      .getByLabel("Answer of readHosts")
      .first()
      .fill("output: { devices: [{ id: a, hostname: web-1, state: failed, ip_addresses: [] }] }");
    await run.getByText("findIncident http").click();
    await run.getByLabel("Answer of findIncident").first().fill("output: { result: [] }");
    await bar.getByRole("button", { name: "To the end" }).click();
    await run.locator('[data-task$="/waitUntilActive"]').click();
    await expect(run.getByRole("region", { name: "Step waitUntilActive" })).toContainText("Provisioning failed");
    await page.getByRole("button", { name: "Fit the drawing" }).click();
    await expect(run.locator('[data-task$="/openIncident"]')).toHaveAccessibleName(/completed/);
  });

  await test.step("to a chosen step", async () => {
    await run.locator('[data-task$="/openIncident"]').click();
    await run.getByRole("button", { name: "Run to here" }).click();
    await expect(bar).toContainText("openIncident started");
    await expect(run.locator('[data-task$="/reported"]')).not.toHaveAccessibleName(/completed/);
  });

  expect(requests).toEqual([]);
  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 1440],
    ["dark", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: info.outputPath(`dry-run-${colorScheme}-${width}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  }
});

test("a year passes at once, an endless loop is stopped, and an event that is missing is said", async ({
  workflows,
  designer,
  signedIn: page,
}) => {
  await workflows.open();
  await workflows.create(freshName("loops"), "Poll until ready");
  await designer.ready();
  await designer.typeAfter("seconds: 5", "0000000");
  await page.getByRole("button", { name: "Dry run" }).click();
  const run = page.getByRole("region", { name: "Dry run" });
  const end = page.getByRole("toolbar", { name: "Dry run" }).getByRole("status");
  // The suggested answer is what the switch behind the call asks for.
  await expect(run.getByLabel("Answer of check")).toHaveValue(/state: done/);
  await expect(end).toHaveText("Completes", loaded);
  await run.getByLabel("Answer of check").fill("output: { state: busy }");
  await expect(end).toHaveText("Stopped: no end in sight");
  await expect(run).toContainText("It was stopped after");
  await run.getByLabel("Answer of check").fill("outputs: [{ state: busy }, { state: done }]");
  await expect(end).toHaveText("Completes", loaded);
  await expect(page.getByTitle("Time on the virtual clock since the start")).toContainText("578 d");
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  await expect(run).toHaveCount(0);
  await expect(designer.editor).toBeVisible();
});

test("by keyboard alone: opened, stepped, a step chosen on the drawing, and closed", async ({
  workflows,
  designer,
  signedIn: page,
}) => {
  await workflows.open();
  await workflows.create(freshName("keys"), "Poll until ready");
  await designer.ready();
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  const run = page.getByRole("region", { name: "Dry run" });
  const bar = page.getByRole("toolbar", { name: "Dry run" });
  await expect(bar.getByRole("status")).toHaveText("Completes", loaded);
  await expect(run).toBeFocused();
  await bar.getByRole("slider", { name: "Moment of the dry run" }).focus();
  await page.keyboard.press("Home");
  await expect(bar).toContainText("Before the start");
  await bar.getByRole("button", { name: "Step", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(run.getByRole("region", { name: "Step ready" })).toBeVisible();
  await run.locator('[data-task$="/ready"]').focus();
  await page.keyboard.press("ArrowUp");
  await expect(run.getByRole("region", { name: "Step check" })).toContainText("done");
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  await expect(run).toHaveCount(0);
});

test("an expression is tried on the data its step will have, and tells stage by stage where a null comes from", async ({
  designer,
  signedIn: page,
}, info) => {
  const gallery = new TemplatesPage(page);
  await gallery.open();
  await gallery.take("Scale a group out", freshName("why"));
  await designer.ready();
  await designer.seeAll();
  const form = page.getByRole("complementary", { name: "Inspector" });
  const group = form.getByLabel("group", { exact: true });
  await designer.step("scaledOut").click();
  await expect(form.getByRole("status").filter({ hasText: '"pool"' })).toBeVisible(loaded);
  await group.fill("${ .grup }");
  await form.getByRole("button", { name: "Why is it null?" }).first().click();
  await expect(form.getByRole("list", { name: "Stages of the expression" })).toContainText("there is no “grup”");
  await page.screenshot({ path: info.outputPath("why-null.png") });
});
