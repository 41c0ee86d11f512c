// What starts runs by itself: an event sent from the page starts a workflow and shows its run; a schedule is paused, resumed and
// filled in.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

const scheduled = (name: string, schedule: string): string => `document:
  dsl: '1.0.3'
  namespace: journeys
  name: ${name}
  version: '1.0.0'
schedule: ${schedule}
do:
  - greet:
      set: { hi: there }
`;

test("an event that is sent starts the workflow that asks for it, and the list leads to the run", async ({
  behind,
  signedIn: page,
}, info) => {
  const type = freshName("order.paid");
  const id = await behind.saveWorkflow(
    scheduled(freshName("on-order"), `{ on: { one: { with: { type: ${type} } } } }`),
  );
  await page.goto("/events");
  await page.getByRole("button", { name: "Send event" }).click();
  await page.getByLabel("Type", { exact: false }).last().fill(type);
  await page.getByLabel("Data (JSON)").fill('{ "order": 7 }');
  await page.getByRole("dialog").getByRole("button", { name: "Send", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: type });
  await expect(row.getByText("1 run")).toBeVisible();
  await row.getByText(type).click();
  await expect(row.getByRole("group", { name: "event", exact: true })).toContainText("order");
  await page.screenshot({ path: info.outputPath("events.png") });
  await expectAccessible(page);
  await row.getByRole("link", { name: /^run / }).click();
  await expect(page.getByText("Completed").first()).toBeVisible();
  await behind.deleteWorkflow(id);
});

test("a schedule shows its next times, is paused and resumed, and fills in times of the past", async ({
  behind,
  signedIn: page,
}, info) => {
  const name = freshName("hourly");
  const id = await behind.saveWorkflow(scheduled(name, "{ cron: '0 * * * *', every: { days: 1 } }"));
  await page.goto("/");
  await page
    .getByRole("row")
    .filter({ hasText: name })
    .getByRole("link", { name: /Schedules/ })
    .click();
  const card = page.getByRole("region", { name: "At the times of 0 * * * *" });
  await expect(card.getByRole("time")).toHaveCount(10);
  await card.getByRole("button", { name: "Pause" }).click();
  await expect(card.getByText("paused", { exact: true })).toBeVisible();
  await card.getByRole("button", { name: "Resume" }).click();
  await expect(card.getByRole("button", { name: "Pause" })).toBeVisible();
  await card.getByLabel("While a run goes on").selectOption({ label: "start another" });
  await card.getByText("Fill in times of the past").click();
  await card.getByLabel("After (UTC)").fill("2026-01-01T00:00");
  await card.getByLabel("Up to (UTC)").fill("2026-01-01T03:00");
  await card.getByRole("button", { name: "Start their runs" }).click();
  await expect(page.getByText("3 runs started").first()).toBeVisible();
  await expect(card.getByRole("link", { name: "backfilled" })).toHaveCount(3);
  await page.screenshot({ path: info.outputPath("schedules.png"), fullPage: true });
  await expectAccessible(page);
  await behind.deleteWorkflow(id);
});

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 160)) }))).toEqual([]);
}
