// Nothing typed is lost: offline, in two windows, over a reload.

import { expect, test } from "../fixtures.ts";
import { DesignerPage } from "../pages/designer-page.ts";
import { Inspector } from "../pages/inspector.ts";

const freshName = (stem: string) => `${stem}-${Date.now().toString(36)}`;

test("what is typed offline is kept over a reload and saved when the server is back", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("offline"), "Call and shape");
  await designer.ready();
  await designer.expectSaved();
  await page.route("**/api/trpc/workflow.saveDraft**", (route) => route.abort());
  await page.getByRole("button", { name: "Add Wait" }).click();
  await expect(page.getByRole("toolbar", { name: "Designer" }).getByRole("status")).toContainText("Offline");
  await page.reload();
  await designer.ready();
  await designer.expectSteps(["fetch", "shape", "wait"]);
  await page.unroute("**/api/trpc/workflow.saveDraft**");
  await designer.expectSaved();
});

test("two windows of one person: what each saves is in the other, and the same place is asked about", async ({
  workflows,
  designer,
  page,
  context,
}) => {
  await workflows.open();
  await workflows.create(freshName("two"), "Call and shape");
  await designer.ready();
  const other = new DesignerPage(await context.newPage());
  await other.page.goto(page.url());
  await other.ready();
  await other.insert("Insert step before fetch", "set");
  await other.expectSaved();
  await designer.expectSteps(["set", "fetch", "shape"]);

  await page.route("**/api/trpc/workflow.saveDraft**", (route) => route.abort());
  await page.getByRole("button", { name: "Add Wait" }).click();
  await other.insert("Insert step after shape", "emit");
  await other.expectSaved();
  await expect(page.getByText("You have changed the same lines in another window.")).toBeVisible();
  await designer.expectSteps(["set", "fetch", "shape", "wait"]);
  await page.unroute("**/api/trpc/workflow.saveDraft**");
  await page.getByRole("button", { name: "Merge…" }).click();
  await page.getByRole("radio", { name: "Both, mine first" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Merge", exact: true }).click();
  await designer.expectSteps(["set", "fetch", "shape", "wait", "emit"]);
  await designer.expectSaved();
  await other.expectSteps(["set", "fetch", "shape", "wait", "emit"]);
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await designer.expectSteps(["set", "fetch", "shape", "wait"]);
  await designer.expectSaved();
});

test("what a window could not save before it was closed is taken up by the one that is open", async ({
  workflows,
  designer,
  page,
  context,
}) => {
  await workflows.open();
  await workflows.create(freshName("closed"), "Call and shape");
  await designer.ready();
  await designer.expectSaved();
  const other = new DesignerPage(await context.newPage());
  await other.page.goto(page.url());
  await other.ready();
  await other.page.route("**/api/trpc/workflow.saveDraft**", (route) => route.abort());
  await other.page.getByRole("button", { name: "Add Wait" }).click();
  await expect(other.page.getByRole("toolbar", { name: "Designer" }).getByRole("status")).toContainText("Offline");
  await page.reload();
  await designer.ready();
  await designer.expectSteps(["fetch", "shape"]);
  await other.page.close();
  await designer.expectSteps(["fetch", "shape", "wait"]);
  await designer.expectSaved();
});

test("what is typed in the form is saved while the field keeps the focus, and over a reload at any moment", async ({
  workflows,
  designer,
  page,
}) => {
  const inspector = new Inspector(page);
  await workflows.open();
  await workflows.create(freshName("typing"), "Call and shape");
  await designer.ready();
  await designer.expectSaved();
  await designer.step("shape").click();
  await inspector.unfold("If, ");
  const condition = inspector.form.getByLabel("If", { exact: true });
  await condition.pressSequentially("${ .first == 1 }");
  // The field was among the unused ones: it must not jump away from under the hands when it has a value.
  await designer.expectSaved();
  await expect(condition).toBeFocused();
  await page.reload();
  await designer.ready();
  await designer.step("shape").click();
  await expect(inspector.form.getByLabel("If", { exact: true })).toHaveValue("${ .first == 1 }");
  // At once, before any pause.
  await inspector.form.getByLabel("If", { exact: true }).fill("${ .second == 2 }");
  await page.reload();
  await designer.ready();
  await designer.step("shape").click();
  await expect(inspector.form.getByLabel("If", { exact: true })).toHaveValue("${ .second == 2 }");
  await designer.expectSaved();
});

test("a text that does not parse is opened with the drawing of what parses, and the banner says so", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("broken"), "Call and shape");
  await designer.ready();
  await designer.typeAfter("- shape:", " : [");
  await expect(page.getByText("This is the last good drawing")).toBeVisible();
  await designer.expectSaved();
  await page.reload();
  await designer.ready();
  await expect(page.getByText("The drawing leaves that part out")).toBeVisible();
  await expect(designer.step("fetch")).toBeVisible();
});

test("a value that a field refuses is not called saved, and is still there on the next page", async ({
  workflows,
  designer,
  page,
}) => {
  const inspector = new Inspector(page);
  await workflows.open();
  await workflows.create(freshName("refused"), "Call and shape");
  await designer.ready();
  await designer.expectSaved();
  await designer.step("shape").click();
  await inspector.fill("Name", "");
  await expect(page.getByText("A step needs a name.")).toBeVisible();
  const sign = page.getByRole("toolbar", { name: "Designer" }).getByRole("status");
  await expect(sign).toHaveText(/^Not saved: a field/);
  await designer.step("fetch").click();
  await page.getByRole("button", { name: "Show the field" }).click();
  await expect(page.getByText("A step needs a name.")).toBeVisible();
  await page.reload();
  await designer.ready();
  await expect(sign).toHaveText(/^Not saved: a field/);
  await designer.step("shape").click();
  await expect(inspector.form.getByLabel("Name", { exact: true }).first()).toHaveValue("");
  await inspector.fill("Name", "reshape");
  await designer.expectSteps(["fetch", "reshape"]);
  await designer.expectSaved();
});
