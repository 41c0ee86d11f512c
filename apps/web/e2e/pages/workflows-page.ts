// The list of workflows, as a person uses it.

import type { Page } from "@playwright/test";

/** `/` */
export class WorkflowsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto("/");
    await this.page.getByRole("heading", { name: "Workflows", level: 1 }).waitFor();
  }

  /** Creates a workflow from a template and waits for the designer. */
  async create(name: string, template = "Blank"): Promise<void> {
    await this.page.getByRole("button", { name: "New workflow" }).first().click();
    const dialog = this.page.getByRole("dialog", { name: "New workflow" });
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("radio", { name: template }).check();
    await dialog.getByRole("button", { name: "Create" }).click();
    await this.page.waitForURL(/\/workflows\/.+/);
  }
}
