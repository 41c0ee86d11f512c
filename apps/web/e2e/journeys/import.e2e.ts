// Bringing workflows in: from files of Direktiv that belong together, and by pasting.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

const yaml = (name: string, text: string) => ({ name, mimeType: "application/yaml", buffer: Buffer.from(text) });

test("two Direktiv workflows that call each other are shown, then created, and run together", async ({
  workflows,
  designer,
  run,
  page,
}, info) => {
  const [parent, child] = [freshName("parent"), freshName("child")];
  await workflows.open();
  await page
    .getByLabel("Workflow file")
    .setInputFiles([
      yaml(
        `${parent}.yaml`,
        `functions:\n- { id: child, type: subflow, workflow: ${child}.yaml }\nstates:\n- id: call\n  type: action\n  action: { function: child, input: { n: 20 } }\n  transform: 'jq({ answer: .return.n })'\n`,
      ),
      yaml(
        `${child}.yaml`,
        "states:\n- id: add\n  type: noop\n  transform: 'jq({ n: (.n + 22) })'\n- id: never\n  type: noop\n  transform: js(return later())\n",
      ),
    ]);
  const dialog = page.getByRole("dialog", { name: "Import workflows" });
  await expect(dialog.getByRole("region", { name: `${parent}.yaml` })).toContainText("Behaves the same");
  await expect(dialog.getByRole("region", { name: `${child}.yaml` })).toContainText("line 7");
  await page.screenshot({ path: info.outputPath("import-direktiv.png") });
  await dialog.getByRole("button", { name: "Create 2 workflows" }).click();
  await expect(dialog).toBeHidden();

  await page
    .getByRole("link", { name: new RegExp(child) })
    .first()
    .click();
  await designer.ready();
  await designer.step("add").waitFor();
  await page.getByRole("button", { name: "Save version" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await workflows.open();
  await page
    .getByRole("link", { name: new RegExp(parent) })
    .first()
    .click();
  await designer.ready();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "Start run" }).click();
  await page.waitForURL(/\/runs\/.+/);
  await run.expectStatus("Completed");
  await expect(run.panel).toContainText("42");
});

test("a pasted text that does not parse is taken after its mistake was shown, and is mended in the designer", async ({
  workflows,
  page,
}) => {
  await workflows.open();
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog", { name: "Import workflows" });
  await dialog.getByLabel("Or paste a workflow").fill("document: { name: a b: c }\n");
  await dialog.getByRole("button", { name: "Look at it" }).click();
  await expect(dialog.getByRole("region", { name: "pasted.yaml" })).toContainText("line 1");
});
