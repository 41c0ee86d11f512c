// The designer, as a person uses it. Text is read and typed through Monaco as shown, never through its API.

import { expect, type Locator, type Page } from "@playwright/test";

/** `/workflows/ID` */
export class DesignerPage {
  readonly page: Page;
  readonly editor: Locator;

  constructor(page: Page) {
    this.page = page;
    this.editor = page.locator(".monaco-editor").first();
  }

  async ready(): Promise<void> {
    await this.page.getByRole("group", { name: /^Drawing of/ }).waitFor();
    await this.editor.waitFor();
  }

  /** The whole drawing on the screen; what is out of sight is not in the page. */
  async seeAll(): Promise<void> {
    await this.page.getByRole("button", { name: "Fit the drawing" }).click();
  }

  /** The card of a step, by its name. */
  step(name: string): Locator {
    return this.page.locator(`[data-task$="/${name}"]`);
  }

  insertButton(name: string): Locator {
    return this.page.getByRole("button", { name });
  }

  /** Presses an insert button and chooses a step from the menu. */
  async insert(button: string, item: string): Promise<void> {
    await this.insertButton(button).click();
    await this.page.getByRole("combobox", { name: "Search steps" }).fill(item);
    await this.page.keyboard.press("Enter");
  }

  /** Adds the first step of the leftmost empty scope. */
  async addFirstStep(item: string): Promise<void> {
    await this.seeAll();
    const slots = await this.insertButton("Add the first step").all();
    const placed = await Promise.all(
      slots.map(async (slot) => ({ slot, x: (await slot.boundingBox())?.x ?? Infinity })),
    );
    const leftmost = placed.toSorted((a, b) => a.x - b.x)[0];
    if (leftmost === undefined) throw new Error("no scope is empty");
    await leftmost.slot.click();
    await this.page.getByRole("combobox", { name: "Search steps" }).fill(item);
    await this.page.keyboard.press("Enter");
  }

  async expectSteps(names: readonly string[]): Promise<void> {
    await expect
      .poll(() =>
        this.page
          .locator("[data-task]")
          .evaluateAll((cards) => cards.map((card) => card.dataset["task"]?.split("/").at(-1))),
      )
      .toEqual(names);
  }

  /** The lines that Monaco shows. */
  async shownText(): Promise<string> {
    const lines = await this.editor.locator(".view-line").evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? "" }))
        .toSorted((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll("\u00a0", " ")),
    );
    return lines.join("\n");
  }

  async expectText(part: string | RegExp): Promise<void> {
    const expected = typeof part === "string" ? expect.stringContaining(part) : expect.stringMatching(part);
    await expect.poll(() => this.shownText()).toEqual(expected);
  }

  /** Types at the end of the line that holds `part`. */
  async typeAfter(part: string, text: string): Promise<void> {
    await this.editor.locator(".view-line", { hasText: part }).first().click();
    await this.page.keyboard.press("End");
    await this.page.keyboard.type(text);
  }

  async expectSaved(): Promise<void> {
    await expect(this.page.getByRole("toolbar", { name: "Designer" }).getByRole("status")).toHaveText("Saved");
  }
}
