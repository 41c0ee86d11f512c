// The gallery of templates.

import type { Locator, Page } from "@playwright/test";

/** `/templates` */
export class TemplatesPage {
  readonly page: Page;
  readonly cards: Locator;

  constructor(page: Page) {
    this.page = page;
    this.cards = page.getByRole("main").getByRole("listitem").getByRole("button");
  }

  async open(): Promise<void> {
    await this.page.goto("/templates");
    await this.cards.first().waitFor();
  }

  async search(words: string): Promise<void> {
    await this.page.getByRole("searchbox", { name: "Search templates" }).fill(words);
  }

  /** Opens the preview of the template with this title and takes it under a name. */
  async take(title: string, name: string): Promise<void> {
    await this.cards.filter({ hasText: title }).click();
    await this.page.getByLabel("Name of the new workflow").fill(name);
    await this.page.getByRole("button", { name: "Use this template" }).click();
    await this.page.waitForURL(/\/workflows\//);
  }
}
