// The form beside the drawing, as a person fills it: a value counts a moment after it is typed, and at once when the field is left.

import type { Locator, Page } from "@playwright/test";

/** The form of the selected step. */
export class Inspector {
  readonly form: Locator;

  constructor(page: Page) {
    this.form = page.getByRole("complementary", { name: "Inspector" });
  }

  async fill(label: string, value: string): Promise<void> {
    const field = this.form.getByLabel(named(label)).first();
    await field.fill(value);
    await field.blur();
  }

  async choose(label: string, value: string): Promise<void> {
    await this.form
      .getByRole("combobox", { name: named(label) })
      .first()
      .selectOption(value);
  }

  /** Unfolds the optional fields among which `label` is. */
  async unfold(label: string): Promise<void> {
    await this.form.getByRole("button", { name: label, expanded: false }).first().click();
  }

  /** Adds an entry to a field of named entries and fills it. */
  async addEntry(field: string, name: string, value: string): Promise<void> {
    const entry = this.form.getByRole("textbox", { name: `Name of a new entry of ${field}` });
    await entry.fill(name);
    await entry.press("Enter");
    await this.fill(name, value);
  }
}

/** The label alone, or with the star of a required field. */
function named(label: string): RegExp {
  return new RegExp(`^${label}\\s*\\*?$`);
}
