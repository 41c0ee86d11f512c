// A workflow is deleted from the list, after a question, and its name can be given again.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test("a workflow is deleted from the list by keyboard alone, after a question that can be answered with no", async ({
  keyboard,
  designer,
}) => {
  const { page } = keyboard;
  const name = freshName("deleted");
  await keyboard.create(name);
  await designer.ready();
  await page.goto("/");
  const actions = page.getByRole("button", { name: `Actions on ${name}` });
  const question = page.getByRole("dialog", { name: `Delete ${name}?` });
  for (const answer of ["Keep it", "Delete"]) {
    await keyboard.activate(actions);
    await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeVisible();
    await keyboard.press("ArrowDown", "Enter");
    await keyboard.activate(question.getByRole("button", { name: answer }));
    await expect(question).toBeHidden();
    if (answer === "Keep it") await expect(actions).toBeFocused();
  }
  await expect(page.getByText(`Deleted ${name}`, { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await keyboard.create(name);
  await designer.ready();
});
