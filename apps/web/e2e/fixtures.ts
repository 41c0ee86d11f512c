// What every journey starts with: a signed-in page, page objects, and the rule that a page logs no errors.

import { test as base, expect, type Page } from "@playwright/test";
import { DesignerPage } from "./pages/designer-page.ts";
import { WorkflowsPage } from "./pages/workflows-page.ts";
import { target } from "./target.ts";

interface Fixtures {
  readonly signedIn: Page;
  readonly workflows: WorkflowsPage;
  readonly designer: DesignerPage;
}

/** Playwright's test with our fixtures. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
  baseURL: async ({}, provide) => {
    await provide(target().url);
  },
  signedIn: async ({ page, baseURL }, provide) => {
    const { email, password } = target();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const answer = await page.request.post("/api/auth/login", {
      data: { email, password },
      headers: { origin: baseURL ?? "" },
    });
    expect(answer.ok(), "signing in works").toBe(true);
    await provide(page);
    expect(errors, "the page threw nothing").toEqual([]);
  },
  workflows: async ({ signedIn }, provide) => {
    await provide(new WorkflowsPage(signedIn));
  },
  designer: async ({ signedIn }, provide) => {
    await provide(new DesignerPage(signedIn));
  },
});

export { expect };
