// Two people on one workflow: they see each other, each has a draft of their own, and nothing that either wrote is lost.

import { AxeBuilder } from "@axe-core/playwright";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import { WITHOUT_STATE } from "../installation.ts";
import { DesignerPage } from "../pages/designer-page.ts";
import { Keyboard } from "../pages/keyboard.ts";
import { secondPerson } from "../second-person.ts";
import { target } from "../target.ts";

test.describe.configure({ timeout: 180_000 });
test.skip(target().state === undefined, WITHOUT_STATE);

const NAME = "Anna Berg";

test("two people see each other, and a version of one is merged with the draft of the other by keyboard alone", async ({
  workflows,
  designer,
  page,
  browser,
}, info) => {
  const keys = new Keyboard(page);
  await workflows.open();
  await workflows.create(freshName("people"), "Call and shape");
  await designer.ready();
  await using anna = await secondPerson(browser, NAME);
  const hers = new DesignerPage(await anna.context.newPage());
  await hers.page.goto(page.url());
  await hers.ready();

  await test.step("each sees the other, where they are, and whether they have changes", async () => {
    const here = page.getByRole("list", { name: "Also here" });
    await expect(here.getByRole("button", { name: NAME })).toBeVisible();
    await expect(
      hers.page.getByRole("list", { name: "Also here" }).getByRole("button", { name: "Owner" }),
    ).toBeVisible();
    await hers.step("shape").click();
    await expect(here.getByRole("button", { name: `${NAME}, on shape` })).toBeVisible();
    await expect(designer.step("shape")).toHaveAccessibleName(new RegExp(`with ${NAME}$`));
    await page.screenshot({ path: info.outputPath("people-here.png") });
  });

  await test.step("a draft is seen by its owner alone", async () => {
    await designer.insert("Insert step after shape", "wait");
    await designer.expectSaved();
    await hers.insert("Insert step before fetch", "set");
    await hers.insert("Insert step after shape", "emit");
    await hers.expectSaved();
    await designer.expectSteps(["fetch", "shape", "wait"]);
    await hers.expectSteps(["set", "fetch", "shape", "emit"]);
    await expect(page.getByRole("button", { name: new RegExp(`^${NAME}.*not saved as a version`) })).toBeVisible();
  });

  await test.step("a version of hers is told, and changes nothing here", async () => {
    await hers.page.keyboard.press("Control+s");
    await hers.page.getByRole("dialog").getByRole("button", { name: "Save version" }).click();
    await expect(page.getByText(`${NAME} saved version 1.`)).toBeVisible();
    await designer.expectSteps(["fetch", "shape", "wait"]);
    await page.screenshot({ path: info.outputPath("newer-banner.png") });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.screenshot({ path: info.outputPath("newer-dark.png") });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.emulateMedia({ colorScheme: null });
  });

  await test.step("saving a version now leads to the merge, which the keyboard decides", async () => {
    await designer.step("fetch").focus();
    await expect(designer.step("fetch")).toBeFocused();
    await page.keyboard.press("Control+s");
    const save = page.getByRole("dialog", { name: "Save a version" });
    await expect(save.getByRole("textbox", { name: "Note" })).toBeFocused();
    await keys.type("waits too");
    await keys.activate(save.getByRole("button", { name: "Save version" }));
    const dialog = page.getByRole("dialog", { name: `Merge: Version 1 by ${NAME}` });
    await expect(dialog.getByRole("group", { name: /^Conflict 1 of 1/ })).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Merge", exact: true })).toBeDisabled();
    await page.screenshot({ path: info.outputPath("merge-conflict.png") });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    // The focus is on the first choice, mine: down to hers, down to both.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(dialog.getByRole("radio", { name: "Both, mine first" })).toBeChecked();
    await expect(dialog.getByRole("region", { name: "Result" })).toBeVisible();
    await page.screenshot({ path: info.outputPath("merge-decided.png") });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.screenshot({ path: info.outputPath("merge-dark.png") });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.emulateMedia({ colorScheme: null });
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await designer.expectSteps(["set", "fetch", "shape", "wait", "emit"]);
    await expect(save.getByRole("textbox", { name: "Note" })).toHaveValue("waits too");
    await keys.activate(save.getByRole("button", { name: "Save version" }));
    await expect(page.getByText("Saved as version 2", { exact: true })).toBeVisible();
  });

  await test.step("the other takes it in with one click, and one undo takes the merge back", async () => {
    await hers.page.getByRole("button", { name: "Update" }).click();
    await hers.expectSteps(["set", "fetch", "shape", "wait", "emit"]);
    await expect(hers.page.getByText("Owner saved version 2.")).toBeHidden();
    await designer.step("fetch").focus();
    await page.keyboard.press("Control+z");
    await designer.expectSteps(["fetch", "shape", "wait"]);
    await page.keyboard.press("Control+Shift+z");
    await designer.expectSteps(["set", "fetch", "shape", "wait", "emit"]);
    await designer.expectSaved();
  });

  await test.step("who goes is seen no more", async () => {
    await hers.page.goto("/");
    await expect(page.getByRole("list", { name: "Also here" })).toBeHidden();
  });
});

test("a conflict is ended by hand, by mine, or by theirs, and the differences are shown before", async ({
  workflows,
  designer,
  page,
  browser,
}, info) => {
  await workflows.open();
  await workflows.create(freshName("by-hand"), "Call and shape");
  await designer.ready();
  await using anna = await secondPerson(browser, NAME);
  const hers = new DesignerPage(await anna.context.newPage());
  await hers.page.goto(page.url());
  await hers.ready();
  await designer.insert("Insert step after shape", "wait");
  await designer.expectSaved();
  await hers.insert("Insert step after shape", "emit");
  await hers.page.getByRole("button", { name: "Save version" }).click();
  await hers.page.getByRole("dialog").getByRole("button", { name: "Save version" }).click();

  await page.getByRole("button", { name: "Show differences" }).click();
  await expect(page.getByRole("list", { name: "What differs" })).toContainText("added emit");
  await page.screenshot({ path: info.outputPath("differences.png") });
  await page.getByRole("dialog").getByRole("button", { name: "Merge…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Merge/ });
  await dialog.getByRole("radio", { name: "Write it by hand" }).click();
  const field = dialog.getByRole("textbox", { name: /^Text for Conflict 1/ });
  await field.fill("  - byHand:\n      wait:\n        seconds: 1\n");
  await page.screenshot({ path: info.outputPath("merge-by-hand.png") });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: info.outputPath("merge-phone.png") });
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await designer.expectSteps(["fetch", "shape", "byHand"]);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await designer.expectSteps(["fetch", "shape", "wait"]);
  // Undone, so there is something to merge again; this time nothing of theirs stays.
  await page.getByRole("button", { name: "Merge…" }).click();
  await dialog.getByRole("radio", { name: "Mine", exact: true }).click();
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await designer.expectSteps(["fetch", "shape", "wait"]);
  await expect(page.getByRole("button", { name: "Merge…" })).toBeHidden();
});

test("people see each other again after the web server was killed", async ({
  behind,
  workflows,
  designer,
  page,
  browser,
}) => {
  await workflows.open();
  await workflows.create(freshName("restarted"), "Call and shape");
  await designer.ready();
  await using anna = await secondPerson(browser, NAME);
  const hers = new DesignerPage(await anna.context.newPage());
  await hers.page.goto(page.url());
  await hers.ready();
  const here = page.getByRole("list", { name: "Also here" });
  await expect(here.getByRole("button", { name: NAME })).toBeVisible();
  // All that her page loads late is there before the server goes.
  await hers.insert("Insert step after shape", "wait");
  await hers.expectSaved();
  await hers.step("fetch").click();
  await expect(here.getByRole("button", { name: `${NAME}, on fetch` })).toBeVisible();
  behind.kill("web");
  await hers.step("shape").click();
  await expect(here.getByRole("button", { name: `${NAME}, on shape` })).toBeVisible({ timeout: 60_000 });
  await hers.page.keyboard.press("Delete");
  await hers.expectSteps(["fetch", "wait"]);
  await hers.expectSaved();
});
