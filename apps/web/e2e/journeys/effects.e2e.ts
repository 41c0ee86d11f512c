// What a workflow does to the outside, told before it runs; and whether a fix would have worked on a run that failed. By keyboard alone.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page, TestInfo } from "@playwright/test";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test.describe.configure({ timeout: 180_000 });
const loaded = { timeout: 60_000 };

const cleanUp = (name: string) => `document:
  dsl: '1.0.3'
  namespace: journeys
  name: ${name}
  version: '1.0.0'
do:
  - ask:
      call: http
      with: { method: get, endpoint: '\${ .url + "/echo?who=web-1" }' }
  - each:
      for: { each: host, in: '\${ [1] }' }
      do:
        - drop:
            if: \${ .never }
            call: http
            with: { method: delete, endpoint: 'https://metal.test/devices/{id}' }
  - use:
      set: { names: '\${ .noSuchList | map(.name) }' }
`;

async function look(page: Page, info: TestInfo, name: string): Promise<void> {
  for (const [colorScheme, width] of [
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: info.outputPath(`${name}-${colorScheme}-${width}.png`) });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("effects stand in the dock, before a run, and before a version with what is new", async ({
  keyboard,
  designer,
  behind,
}, info) => {
  const { page } = keyboard;
  await page.goto(`/workflows/${await behind.saveWorkflow(cleanUp(freshName("effects")))}`);
  await designer.ready();

  await test.step("a row leads to its step", async () => {
    await keyboard.press("ControlOrMeta+Shift+E");
    const rows = page.getByRole("list", { name: "Effects on the outside" });
    await expect(rows.getByRole("listitem")).toHaveCount(2);
    const drop = rows.getByRole("button", { name: /Destroys.*DELETE https:\/\/metal\.test\/devices\/\{id\}/ });
    await expect(drop).toContainText("for each of [1]");
    await expect(drop).toContainText("only if .never");
    await look(page, info, "effects-dock");
    await keyboard.activate(drop);
    await expect(page.getByRole("complementary", { name: "Inspector" }).getByLabel("Name").first()).toHaveValue("drop");
    await keyboard.press("ControlOrMeta+Shift+E");
    await expect(rows).toHaveCount(0);
  });

  await test.step("before a run", async () => {
    await keyboard.press("ControlOrMeta+Enter");
    const dialog = page.getByRole("dialog", { name: "Run" });
    await expect(dialog).toContainText("Destroys 1");
    await expect(dialog).toContainText("Reads 1");
    await keyboard.activate(dialog.locator("summary").filter({ hasText: "Effects" }));
    await expect(dialog.getByRole("list", { name: "Effects on the outside" })).toBeVisible();
    await look(page, info, "effects-run");
    await keyboard.press("Escape");
  });

  await test.step("before a version", async () => {
    await keyboard.find("ask");
    await keyboard.find("drop");
    await keyboard.press("Delete");
    await designer.expectSteps(["ask", "each", "use"]);
    await designer.expectSaved();
    await keyboard.press("ControlOrMeta+S");
    const gone = page.getByRole("dialog").getByRole("list", { name: "Effects that are gone" });
    await expect(gone).toContainText("DELETE https://metal.test/devices/{id}");
    await look(page, info, "effects-save");
    await keyboard.press("Escape");
  });
});

test("a fix is tried on a run that failed, with its own answers and nothing done outside", async ({
  keyboard,
  designer,
  run,
  behind,
}, info) => {
  const { page } = keyboard;
  const runId = await behind.start(cleanUp(freshName("replayed")), { url: behind.systems.http });
  await page.goto(`/runs/${runId}`);
  await run.expectStatus("Failed");
  const replay = page.getByRole("region", { name: "Compared with the run" });
  const bar = page.getByRole("toolbar", { name: "Dry run" });

  await test.step("the definition as it was fails in the same way", async () => {
    await keyboard.activate(page.getByRole("link", { name: "Try the edited definition on this run" }));
    await expect(replay).toContainText("It would still have failed", loaded);
    await expect(replay).toContainText("Every step went as in the run");
    await look(page, info, "replay-fails");
  });

  await test.step("the edited one completes, and the step that went another way is named", async () => {
    await keyboard.activate(bar.getByRole("button", { name: "Back to editing" }));
    await designer.ready();
    await keyboard.find("use");
    await keyboard.press("Delete");
    await keyboard.press("ControlOrMeta+Shift+Enter");
    await expect(replay).toContainText("This fix would have worked", loaded);
    await expect(replay.getByRole("list", { name: "Steps that went another way" })).toContainText("use");
    await look(page, info, "replay-works");
  });

  await test.step("a step that the run never took needs an answer", async () => {
    await keyboard.activate(bar.getByRole("button", { name: "Back to editing" }));
    await designer.ready();
    await keyboard.find("each");
    await keyboard.insert("http request");
    await keyboard.press("ControlOrMeta+Shift+Enter");
    await expect(replay).toContainText("It cannot be told yet", loaded);
    const missing = page.getByRole("list", { name: "Steps without a recorded answer" });
    await look(page, info, "replay-missing");
    await keyboard.activate(missing.getByRole("button"));
    const answer = page.getByRole("region", { name: /^Step / }).getByRole("textbox", { name: /^Answer of/ });
    await keyboard.fill(answer, "output: {}");
    await expect(bar.getByRole("status")).toHaveText("Completes", loaded);
  });
});
