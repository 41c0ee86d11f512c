// A person without a mouse: keys only, and a control counts only where Tab leads to it and its role and name say what it is.

import { expect, type Locator, type Page } from "@playwright/test";

/** Presses, types and walks; never points, and never puts the focus anywhere by itself. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Presses keys one after the other. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Walks with Tab (or Shift+Tab) until the control has the focus. */
  async tabTo(control: Locator, back = false): Promise<void> {
    await control.waitFor();
    for (let presses = 0; presses < 160; presses += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(back ? "Shift+Tab" : "Tab");
    }
    await expect(control, "Tab leads to it").toBeFocused();
  }

  /** Walks to a control and presses Enter. */
  async activate(control: Locator, back = false): Promise<void> {
    await this.tabTo(control, back);
    await this.page.keyboard.press("Enter");
  }

  /** Walks to a field and writes over what it holds. */
  async fill(field: Locator, value: string, back = false): Promise<void> {
    await this.tabTo(field, back);
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.type(value);
  }

  /** A new workflow from the list of workflows. */
  async create(name: string, template?: string): Promise<void> {
    const { page } = this;
    await page.goto("/");
    await this.activate(page.getByRole("button", { name: "New workflow" }).first());
    const dialog = page.getByRole("dialog", { name: "New workflow" });
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await this.press("ControlOrMeta+A");
    await this.type(name);
    if (template !== undefined) {
      const wanted = dialog.getByRole("radio", { name: template });
      await this.tabTo(dialog.getByRole("radio", { checked: true }));
      for (let presses = 0; presses < 8 && !(await wanted.isChecked()); presses += 1) await this.press("ArrowDown");
    }
    await this.press("Enter");
    await page.waitForURL(/\/workflows\/.+/, { timeout: 15_000 });
  }

  /** Opens the commands and runs one. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+K");
    await expect(this.page.getByRole("combobox", { name: "Commands" })).toBeFocused();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press("Enter");
  }

  /** Finds a step by name and puts the focus on it. */
  async find(name: string): Promise<void> {
    await this.page.keyboard.press("ControlOrMeta+P");
    await expect(this.page.getByRole("combobox", { name: "Find a step" })).toBeFocused();
    await this.page.keyboard.type(name);
    await this.page.keyboard.press("Enter");
    await expect(this.page.getByRole("combobox", { name: "Find a step" })).toBeHidden();
  }

  /** Inserts a step after the one that has the focus. */
  async insert(words: string): Promise<void> {
    await this.page.keyboard.press("/");
    await expect(this.page.getByRole("combobox", { name: "Search steps" })).toBeFocused();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press("Enter");
    await expect(this.page.getByRole("combobox", { name: "Search steps" })).toBeHidden();
  }
}
