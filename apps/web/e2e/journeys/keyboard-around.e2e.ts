// By keyboard alone: what surrounds the editing of steps, from the gallery to a run, files in and out, versions and the dry run.

import { readFile } from "node:fs/promises";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

test.describe.configure({ timeout: 180_000 });

test("a template is found, taken and run, its steps looked at, and run again by keyboard alone", async ({
  keyboard,
  designer,
  run,
}) => {
  const { page } = keyboard;
  const name = freshName("keyed");
  await page.goto("/");
  await keyboard.activate(page.getByRole("link", { name: "Templates", exact: true }));
  await keyboard.fill(page.getByRole("searchbox", { name: "Search templates" }), "metal scale");
  await keyboard.activate(page.getByRole("main").getByRole("button", { name: /Scale a group out/ }));
  await expect(page.getByLabel("Name of the new workflow")).toBeFocused();
  await keyboard.press("ControlOrMeta+A");
  await keyboard.type(name);
  await keyboard.press("Enter");
  await designer.ready();
  await designer.expectSaved();

  await test.step("run with one of its sample inputs", async () => {
    await keyboard.press("ControlOrMeta+Enter");
    const dialog = page.getByRole("dialog", { name: /^Run/ });
    await keyboard.activate(dialog.getByRole("button", { name: "none wanted" }));
    await keyboard.activate(dialog.getByRole("button", { name: "Start run" }));
    await page.waitForURL(/\/runs\//);
    await run.expectStatus("Completed");
  });

  await test.step("its moments, and the data of a step", async () => {
    await keyboard.tabTo(run.slider);
    await keyboard.press("Home");
    await expect(run.slider).toHaveValue("0");
    await keyboard.press("End");
    const step = page.getByRole("region", { name: "Timeline of the run" }).getByRole("button").first();
    const chosen = await step.textContent();
    await keyboard.activate(step);
    await expect(run.panel).toContainText(chosen ?? "nothing");
    const tabs = run.panel.getByRole("tab");
    await keyboard.tabTo(tabs.filter({ hasText: "Output" }));
    await keyboard.press("ArrowRight");
    await expect(run.panel.getByRole("tabpanel", { name: "Input" })).toBeVisible();
  });

  await test.step("again", async () => {
    const first = page.url();
    await keyboard.activate(page.getByRole("button", { name: "Run again" }), true);
    await keyboard.activate(page.getByRole("dialog").getByRole("button", { name: "Run", exact: true }));
    await page.waitForURL((url) => url.pathname.startsWith("/runs/") && url.href !== first);
    await run.expectStatus("Completed");
  });
});

test("a workflow is pasted in, and goes out as YAML, SVG, PNG and Mermaid by keyboard alone", async ({
  keyboard,
  designer,
}) => {
  const { page } = keyboard;
  const name = freshName("pasted");
  const text = `document: { dsl: '1.0.3', namespace: default, name: ${name}, version: '1.0.0' } # kept as it is\ndo: [ { greet: { set: { hello: world } } } ]\n`;
  await page.goto("/");
  await keyboard.activate(page.getByRole("button", { name: "Import" }));
  const dialog = page.getByRole("dialog", { name: "Import workflows" });
  await keyboard.tabTo(dialog.getByLabel("Or paste a workflow"));
  await page.keyboard.insertText(text);
  await keyboard.activate(dialog.getByRole("button", { name: "Look at it" }));
  await keyboard.activate(dialog.getByRole("button", { name: /^Create/ }));
  await expect(dialog).toBeHidden();
  await designer.ready();
  await designer.expectSteps(["greet"]);

  for (const [format, start] of [
    ["YAML", text],
    ["SVG", "<svg "],
    ["PNG", "\u{FFFD}PNG"],
    ["Mermaid", "flowchart "],
  ] as const)
    await test.step(format, async () => {
      const saved = page.waitForEvent("download");
      await keyboard.command(`Export as ${format}`);
      const download = await saved;
      expect((await readFile(await download.path(), "utf8")).slice(0, start.length)).toBe(start);
    });
});

test("versions are saved, compared and restored by keyboard alone", async ({ keyboard, designer }) => {
  const { page } = keyboard;
  await keyboard.create(freshName("versioned"), "Call and shape");
  await designer.ready();
  const save = async (note: string) => {
    await designer.expectSaved();
    await keyboard.press("ControlOrMeta+S");
    await keyboard.fill(page.getByRole("textbox", { name: /note/i }), note);
    await keyboard.activate(page.getByRole("dialog").getByRole("button", { name: /^Save/ }));
    await expect(page.getByRole("dialog")).toBeHidden();
  };
  await save("as it began");
  await keyboard.find("fetch");
  await keyboard.press("Delete");
  await designer.expectSteps(["shape"]);
  await save("nothing fetched");

  await keyboard.command("versions");
  const began = page.getByRole("listitem").filter({ hasText: "as it began" });
  await keyboard.activate(began.getByRole("button", { name: "Compare" }));
  const to = page.getByRole("combobox", { name: "To" });
  await keyboard.tabTo(to);
  await keyboard.type("Version 2");
  await expect(page.getByRole("list", { name: "What differs" })).toContainText("removed fetch");
  await keyboard.activate(page.getByRole("button", { name: "All versions" }), true);
  await keyboard.activate(began.getByRole("button", { name: "Restore" }));
  await designer.expectSteps(["fetch", "shape"]);
});

test("an answer of the dry run is changed, and the run goes on to the chosen step by keyboard alone", async ({
  keyboard,
  designer,
}) => {
  const { page } = keyboard;
  await keyboard.create(freshName("answered"), "Call and shape");
  await designer.ready();
  await keyboard.press("ControlOrMeta+Shift+Enter");
  const run = page.getByRole("region", { name: "Dry run" });
  const bar = page.getByRole("toolbar", { name: "Dry run" });
  await expect(bar.getByRole("status")).toHaveText("Completes", { timeout: 30_000 });
  const answer = run.getByLabel("Answer of fetch");
  await keyboard.tabTo(answer.first());
  await keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("error: { status: 503, title: Away }");
  await expect(bar.getByRole("status")).toHaveText("Fails");
  await keyboard.activate(bar.getByRole("button", { name: "To the start" }));
  await keyboard.activate(bar.getByRole("button", { name: "Step", exact: true }));
  await expect(run.getByRole("region", { name: "Step fetch" })).toBeVisible();
  await keyboard.activate(bar.getByRole("button", { name: "To the end" }));
  await keyboard.press("ControlOrMeta+Shift+Enter");
  await expect(run).toHaveCount(0);
});

test("whatever is left with Escape gives the focus back to the step that had it", async ({ keyboard, designer }) => {
  const { page } = keyboard;
  await keyboard.create(freshName("left"), "Call and shape");
  await designer.ready();
  await keyboard.find("shape");
  await expect(designer.step("shape")).toBeFocused();
  for (const [keys, role] of [
    ["ControlOrMeta+K", "dialog"],
    ["ControlOrMeta+P", "dialog"],
    ["Shift+?", "dialog"],
    ["ControlOrMeta+S", "dialog"],
    ["ControlOrMeta+Enter", "dialog"],
    ["Shift+F10", "menu"],
  ] as const) {
    await keyboard.press(keys);
    await page.getByRole(role).first().waitFor();
    await keyboard.press("Escape");
    await expect(page.getByRole(role)).toHaveCount(0);
    await expect(designer.step("shape"), `after ${keys}`).toBeFocused();
  }
});
