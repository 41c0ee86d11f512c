// What every dialog, message and map of the screen owes its reader.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test("a dialog begins at its first field or action, and one Escape closes it", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("dialogs"), "Call and shape");
  await designer.ready();
  for (const [name, open] of [
    ["Run", "Control+Enter"],
    ["Save a version", "Control+s"],
  ] as const) {
    await page.keyboard.press(open);
    const dialog = page.getByRole("dialog", { name });
    await expect(dialog.getByRole("textbox").first()).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  await page.getByRole("button", { name: /^Versions/ }).click();
  const versions = page.getByRole("dialog", { name: /Versions/ });
  await expect(versions).toBeVisible();
  await expect(versions.getByRole("button", { name: "Close" })).not.toBeFocused();
  await expect(page.getByRole("tooltip")).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(versions).toBeHidden();
});

test("the Undo beside a message takes back its own edit, and goes away after another one", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("undo"), "Call and shape");
  await designer.ready();
  await designer.step("fetch").click();
  await page.keyboard.press("Delete");
  const offer = page.getByRole("region", { name: /Notifications/ }).getByRole("button", { name: "Undo" });
  await expect(offer).toBeVisible();
  await page.getByRole("button", { name: "Add Wait" }).click();
  await expect(offer).toBeHidden();
  await designer.expectSteps(["shape", "wait"]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(() => {
    test.use({ colorScheme });
    test(`the minimap is whole and has the ${colorScheme} ground`, async ({ workflows, designer, page }) => {
      await workflows.open();
      await workflows.create(freshName("map"), "Call and shape");
      await designer.ready();
      await page.getByRole("button", { name: "Minimap", pressed: false }).click();
      const map = page.locator(".react-flow__minimap");
      const { ground, frame, drawing } = await map.evaluate((element) => {
        const box = (one: Element | null) => [one?.clientWidth, one?.clientHeight];
        return {
          ground: getComputedStyle(element).backgroundColor,
          frame: box(element),
          drawing: box(element.querySelector("svg")),
        };
      });
      expect(drawing).toEqual(frame);
      const light = Number(/\d+/.exec(ground)?.[0]) > 128;
      expect(light).toBe(colorScheme === "light");
    });
  });
}

test("on a phone, too, a wide drawing begins with its start and first card whole", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await page
    .getByRole("link", { name: /Provision bare-metal hosts/ })
    .first()
    .click();
  await designer.ready();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await page.getByRole("group", { name: "View" }).getByRole("button", { name: "Drawing" }).click();
  await expect
    .poll(async () => {
      const box = await designer.step("findHost").boundingBox();
      return box !== null && box.x >= 0 && box.x + box.width <= 390;
    })
    .toBe(true);
});
