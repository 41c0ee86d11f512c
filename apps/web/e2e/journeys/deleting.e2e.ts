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
  for (const answer of ["Keep it", "Escape", "Delete"]) {
    await keyboard.activate(actions);
    await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeVisible();
    await keyboard.press("ArrowDown", "Enter");
    if (answer === "Escape") await keyboard.press("Escape");
    else await keyboard.activate(question.getByRole("button", { name: answer }));
    await expect(question).toBeHidden();
    if (answer !== "Delete") await expect(actions).toBeFocused();
  }
  await expect(page.getByText(`Deleted ${name}`, { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await keyboard.create(name);
  await designer.ready();
});

test("a deleted workflow is brought back at once, or later from the page of one of its runs", async ({
  behind,
  signedIn: page,
}) => {
  const name = freshName("regretted");
  const runId = await behind.start(`document: { dsl: "1.0.3", namespace: default, name: ${name}, version: "0.1.0" }
do: [{ greet: { set: { hi: there } } }]
`);
  const remove = async () => {
    await page.goto("/");
    await page.getByRole("button", { name: `Actions on ${name}` }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await page
      .getByRole("dialog", { name: `Delete ${name}?` })
      .getByRole("button", { name: "Delete" })
      .click();
    await expect(page.getByText(`Deleted ${name}`, { exact: true })).toBeVisible();
  };
  await remove();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`${name} is back`, { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  await remove();
  await page.goto(`/runs/${runId}`);
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByRole("button", { name: "Run again" })).toBeVisible();
});
