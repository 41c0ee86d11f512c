// The outline: the whole of authoring by keyboard in a tree, and the first view on a phone.

import { AxeBuilder } from "@axe-core/playwright";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test.describe.configure({ timeout: 120_000 });

test("steps are found, renamed, moved, inserted, folded and deleted by keyboard alone", async ({
  workflows,
  designer,
  signedIn: page,
}, info) => {
  await workflows.open();
  await workflows.create(freshName("outlined"), "Try, and report a failure");
  await designer.ready();
  await page.keyboard.press("ControlOrMeta+Shift+O");
  const tree = page.getByRole("tree", { name: /^Steps of/ });
  const rows = tree.getByRole("treeitem");
  const names = () => rows.evaluateAll((items) => items.map((item) => item.dataset["row"]?.split("/").at(-1)));
  await expect(rows).toHaveCount(5);
  await page.screenshot({ path: info.outputPath("outline.png") });

  await test.step("found: what does not match goes, what it lies in stays", async () => {
    await page.getByRole("searchbox", { name: "Find a step in the outline" }).fill("incidents");
    await expect(rows).toHaveCount(3);
    await page.keyboard.press("ArrowDown");
    await expect(tree.getByRole("treeitem", { name: /^attempt/ })).toBeFocused();
    await page.keyboard.press("End");
    await expect(tree.getByRole("treeitem", { name: /^report/ })).toBeFocused();
    await expect(designer.step("report")).toHaveAttribute("aria-current", "true");
    await page.getByRole("searchbox", { name: "Find a step in the outline" }).fill("");
    await expect(rows).toHaveCount(5);
  });

  await test.step("renamed in place, and the text follows", async () => {
    await tree.getByRole("treeitem", { name: /^report/ }).focus();
    await page.keyboard.press("F2");
    await page.keyboard.type("tellPeople");
    await page.keyboard.press("Enter");
    await designer.expectText("- tellPeople:");
    await expect(tree.getByRole("treeitem", { name: /^tellPeople/ })).toBeFocused();
  });

  await test.step("inserted after the step that has the focus, then moved above it", async () => {
    await page.keyboard.press("/");
    await page.getByRole("combobox", { name: "Search steps" }).fill("wait");
    await page.keyboard.press("Enter");
    await expect(tree.getByRole("treeitem", { name: /^wait/ })).toBeFocused();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(async () => (await names()).slice(-2)).toEqual(["wait", "tellPeople"]);
    await expect(tree.getByRole("treeitem", { name: /^wait/ })).toBeFocused();
  });

  await test.step("folded and opened by arrows, deleted, and taken back", async () => {
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    await expect(rows).toHaveCount(1);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Delete");
    await expect.poll(async () => (await names()).includes("wait")).toBe(false);
    await page.keyboard.press("ControlOrMeta+Z");
    await expect.poll(async () => (await names()).includes("wait")).toBe(true);
  });

  await test.step("Enter opens the form", async () => {
    await tree.getByRole("treeitem", { name: /^wait/ }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Seconds")).toBeVisible();
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 800 }, hasTouch: true });

  test("the outline comes first, and a step is added and opened with a thumb", async ({
    workflows,
    signedIn: page,
  }, info) => {
    await workflows.open();
    await workflows.create(freshName("thumb"), "Poll until ready");
    const tree = page.getByRole("tree", { name: /^Steps of/ });
    await expect(tree.getByRole("treeitem")).toHaveCount(4);
    await tree.getByRole("treeitem", { name: /^pause/ }).tap();
    await page.getByRole("button", { name: "Insert step after pause" }).tap();
    await page.getByRole("option", { name: /Set/ }).first().tap();
    await expect(tree.getByRole("treeitem")).toHaveCount(5);
    await page.screenshot({ path: info.outputPath("outline-phone.png") });
    await page.getByRole("button", { name: "Form", exact: true }).tap();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("set");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
  });
});
