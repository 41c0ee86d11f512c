// The page of a run, as a person uses it.

import { expect, type Locator, type Page } from "@playwright/test";

/** `/runs/ID` */
export class RunPage {
  readonly page: Page;
  readonly header: Locator;
  readonly panel: Locator;
  readonly slider: Locator;

  constructor(page: Page) {
    this.page = page;
    this.header = page.locator("header").filter({ has: page.getByRole("navigation", { name: "Breadcrumb" }) });
    this.panel = page.getByRole("region", { name: /^(Run|Step .*)$/ });
    this.slider = page.getByRole("slider", { name: "Moment of the run" });
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/runs/${id}`);
    await this.seeAll();
  }

  /** The whole drawing on the screen; cards out of sight are not in the page. */
  async seeAll(): Promise<void> {
    await this.header.waitFor();
    await this.page.getByRole("button", { name: "Fit the drawing" }).click();
  }

  /** The id in the address. */
  id(): string {
    return new URL(this.page.url()).pathname.split("/").at(-1) ?? "";
  }

  async expectStatus(
    word: "Pending" | "Running" | "Completed" | "Failed" | "Cancelled",
    timeout = 30_000,
  ): Promise<void> {
    await expect(this.header.getByText(word, { exact: true })).toBeVisible({ timeout });
  }

  /** The card of a step by the last word of its reference. */
  card(name: string): Locator {
    return this.page.locator(`[data-task$="/${name}"]`);
  }

  /** The status that a card says. */
  async expectStep(name: string, status: "running" | "completed" | "failed" | "cancelled"): Promise<void> {
    await expect(this.card(name)).toHaveAccessibleName(new RegExp(`\\b${status}\\b`), { timeout: 20_000 });
  }

  /** Selects a step in the timeline, which lists every step that ran, wherever the drawing stands. */
  async select(name: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Timeline" }).click();
    await this.page
      .getByRole("region", { name: "Timeline of the run" })
      .getByRole("button", { name, exact: true })
      .click();
  }

  /** One fact of the selected step: `Duration`, `Attempt`, `Iteration`. */
  fact(name: string): Locator {
    return this.panel.locator("dl div").filter({ hasText: name }).locator("dd");
  }

  /** A tab of the selected step's data, opened. */
  async data(tab: "Output" | "Input" | "Error" | "Log"): Promise<Locator> {
    await this.panel.getByRole("tab", { name: tab }).click();
    return this.panel.getByRole("tabpanel", { name: tab });
  }

  /** The numbers of all events that the list shows, from the first. */
  async eventNumbers(): Promise<readonly number[]> {
    await this.page.getByRole("tab", { name: /^Events/ }).click();
    const list = this.page.getByRole("region", { name: "Events of the run" });
    const numbers = new Set<number>();
    await list.evaluate((frame) => frame.scrollTo(0, 0));
    for (;;) {
      const before = numbers.size;
      for (const text of await list.locator("li button > span:first-child").allTextContents())
        numbers.add(Number(text));
      const atEnd = await list.evaluate((frame) => {
        const end = frame.scrollTop + frame.clientHeight >= frame.scrollHeight - 1;
        frame.scrollBy(0, frame.clientHeight / 2);
        return end;
      });
      if (atEnd && numbers.size === before) return [...numbers].toSorted((a, b) => a - b);
    }
  }
}
