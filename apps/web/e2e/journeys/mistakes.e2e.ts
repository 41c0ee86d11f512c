// Bad input: each mistake has a clear message, and nothing else breaks.

import { freshName, ticking } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test("input that is not JSON is refused with its line and column", async ({ workflows, designer, page }) => {
  await workflows.open();
  await workflows.create(freshName("input"), "Call and shape");
  await designer.ready();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByLabel("Input (JSON)").fill('{\n  "hosts": [1,\n}');
  await expect(page.getByText(/line 3, column 1/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Start run" })).toBeDisabled();
  await page.getByLabel("Input (JSON)").fill('{ "hosts": [1] }');
  await expect(page.getByRole("button", { name: "Start run" })).toBeEnabled();
});

test("a file of ten megabytes is refused in words, and the list stays usable", async ({ workflows, page }) => {
  await workflows.open();
  const buffer = Buffer.alloc(10 * 1024 * 1024, "a");
  await page.getByLabel("Workflow file").setInputFiles({ name: "huge.yaml", mimeType: "application/yaml", buffer });
  await expect(page.getByText("huge.yaml is larger than 1024 KB and was not imported.", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Provision bare-metal hosts" })).toBeVisible();
});

test("duplicate names and a jump to nowhere are shown on the steps and in the list, and no run starts", async ({
  workflows,
  designer,
  page,
}) => {
  const text = `document: { dsl: '1.0.3', namespace: journeys, name: ${freshName("twice")}, version: '1.0.0' }
do:
  - first:
      set: { a: 1 }
      then: nowhere
  - second:
      set: { a: 2 }
  - second:
      set: { a: 3 }
`;
  await workflows.open();
  await page
    .getByLabel("Workflow file")
    .setInputFiles({ name: "twice.yaml", mimeType: "application/yaml", buffer: Buffer.from(text) });
  await designer.ready();
  await expect(designer.step("first")).toHaveAccessibleName(/1 problem/);
  await page.getByRole("button", { name: /^\d+ errors?/ }).click();
  const problems = page.getByRole("tabpanel", { name: /Problems/ });
  await expect(problems.getByText(/nowhere/)).toBeVisible();
  await expect(problems.getByText(/second/).first()).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByText(/mend (it|them) first/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Start run" })).toBeDisabled();
});

test("a workflow that is deleted while it runs: the run goes on and its page works", async ({ behind, run, page }) => {
  const name = freshName("deleted");
  const id = await behind.start(ticking(name, 6, 500));
  await run.open(id);
  await run.expectStep("count", "completed");
  await behind.deleteWorkflow((await behind.run(id)).workflow.id);
  await page.reload();
  await run.seeAll();
  await run.expectStatus("Completed");
  await run.select("count");
  await expect(await run.data("Output")).toContainText("n: 5");
  await page.goto("/");
  await page.getByRole("searchbox", { name: "Search workflows" }).fill(name);
  await expect(page.getByText("Nothing matches")).toBeVisible();
});

test("an address of nothing says so", async ({ signedIn: page }) => {
  await page.goto("/runs/00000000-0000-4000-8000-000000000000");
  await expect(page.getByRole("heading", { name: "There is no such run" })).toBeVisible();
});
