// Steps and workflows that come as text: pasted, dropped, imported; and gestures that jumps have a say in.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import type { Page } from "@playwright/test";

const head = (name: string) =>
  `document:\n  dsl: '1.0.3'\n  namespace: journeys\n  name: ${name}\n  version: '1.0.0'\n`;

const JUMPS = `do:
  - first:
      wait: { seconds: 1 }
      then: fourth
  - second:
      wait: { seconds: 2 }
      then: third
  - third:
      switch:
        - yes:
            when: .a
            then: nowhere
        - otherwise:
            then: end
  - fourth:
      set: { d: 1 }
`;

async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([file, body]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([body ?? ""], file ?? "", { type: "application/yaml" }));
      return transfer;
    },
    [name, text],
  );
  await page.locator("[data-canvas]").dispatchEvent("drop", { dataTransfer: data });
}

async function importText(page: Page, text: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog", { name: "Import workflows" });
  await dialog.getByLabel("Or paste a workflow").fill(text);
  await dialog.getByRole("button", { name: "Look at it" }).click();
}

test("pasted steps keep their text; a step whose anchor is nowhere says what is missing", async ({
  workflows,
  designer,
  page,
}) => {
  await workflows.open();
  await workflows.create(freshName("pasted"), "Call and shape");
  await designer.ready();
  await designer.step("shape").click();
  const text = "# asks twice\n- again: # why\n    set: {a: 'x'} # short\n";
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press("Control+v");
  await designer.expectSteps(["fetch", "shape", "again"]);
  await designer.expectText("# asks twice");
  await designer.expectText("set: {a: 'x'} # short");
  await page.evaluate(() => navigator.clipboard.writeText("- b: *base\n"));
  await page.keyboard.press("Control+v");
  await expect(
    page.getByText(
      "The steps use *base, but neither they nor this workflow has &base above. Copy the step with &base along, or write the value in place of *base.",
      { exact: true },
    ),
  ).toBeVisible();
  await designer.expectSteps(["fetch", "shape", "again"]);
});

test("a whole workflow dropped on another one asks what to do; a name that is taken is told in the dialog, with ways out", async ({
  workflows,
  designer,
  page,
}, info) => {
  const name = freshName("dropped");
  await workflows.open();
  await workflows.create(freshName("host"), "Call and shape");
  await designer.ready();
  const whole = `${head(name)}use:\n  secrets: []\ndo:\n  # kept\n  - brought:\n      set: { a: 1 }\n`;
  await drop(page, "other.yaml", whole);
  const asked = page.getByRole("dialog", { name: `A whole workflow: ${name}` });
  await expect(asked).toContainText("Left out of this workflow: its document, use.");
  await page.screenshot({ path: info.outputPath("dropped.png") });
  await asked.getByRole("radio", { name: "Insert its step here" }).check();
  await asked.getByRole("button", { name: "Insert" }).click();
  await designer.expectSteps(["fetch", "shape", "brought"]);
  await designer.expectText("# kept");
  await drop(page, "other.yaml", whole);
  await asked.getByRole("button", { name: "Import…" }).click();
  await page.getByRole("button", { name: "Create workflow" }).click();
  await designer.expectSteps(["brought"]);

  await importText(page, whole);
  const dialog = page.getByRole("dialog", { name: "Import workflows" });
  await expect(dialog).toContainText(`There is already a workflow journeys/${name}.`);
  await expect(dialog.getByRole("link", { name: `Open ${name}` })).toBeVisible();
  await expect(dialog.getByRole("textbox", { name: "Other name" })).toHaveValue(`${name}-2`);
  await page.screenshot({ path: info.outputPath("taken.png") });
  await dialog.getByRole("radio", { name: `Save it as a new version of ${name}` }).check();
  await dialog.getByRole("button", { name: "Save version" }).click();
  await designer.ready();
  await designer.expectSteps(["brought"]);
});

test("a case that leads nowhere is seen on its card; wrapping asks where a jump cannot be kept", async ({
  designer,
  page,
}, info) => {
  await importText(page, head(freshName("jumps")) + JUMPS);
  await page.getByRole("button", { name: "Create workflow" }).click();
  await designer.ready();
  await designer.seeAll();
  await expect(page.getByText("no step nowhere")).toBeVisible();
  await page.screenshot({ path: info.outputPath("nowhere.png") });
  await designer.step("first").click();
  await designer.step("second").click({ modifiers: ["Shift"] });
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("Wrap in do");
  await page.keyboard.press("Enter");
  const asked = page.getByRole("dialog", { name: "Wrap 2 steps in do?" });
  await expect(asked.getByRole("list", { name: "What changes" })).toContainText("first has `then: fourth`");
  await page.screenshot({ path: info.outputPath("question.png") });
  await asked.getByRole("button", { name: "Cancel" }).click();
  await designer.expectSteps(["first", "second", "third", "fourth"]);
  await designer.step("fourth").click();
  await page.keyboard.press("Delete");
  await expect(
    page.getByText("Deleted fourth. first went to fourth and leaves the list now.", { exact: true }),
  ).toBeVisible();
});
