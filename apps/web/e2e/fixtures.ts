// What every journey starts with: a signed-in page, page objects, and rules that hold on every page of every journey: it throws
// nothing, it asks no other origin for anything, and its content security policy is never violated.

import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { installation, WITHOUT_STATE, type Installation } from "./installation.ts";
import { DesignerPage } from "./pages/designer-page.ts";
import { Keyboard } from "./pages/keyboard.ts";
import { RunPage } from "./pages/run-page.ts";
import { WorkflowsPage } from "./pages/workflows-page.ts";
import { target } from "./target.ts";

interface Fixtures {
  /** What the pages of the context must not do; checked at the end of each journey. */
  readonly rules: void;
  readonly signedIn: Page;
  readonly workflows: WorkflowsPage;
  readonly designer: DesignerPage;
  readonly run: RunPage;
  /** A person without a mouse: a journey that asks for it fails if anything was pointed at. */
  readonly keyboard: Keyboard;
  /** What stands behind the page; the journey is skipped where it cannot be reached. */
  readonly behind: Installation;
}

/** Playwright's test with our fixtures. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
  baseURL: async ({}, provide) => {
    await provide(target().url);
  },
  rules: [
    async ({ context }, provide) => {
      const broken = watch(context);
      await provide();
      expect(broken, "no page broke a rule").toEqual([]);
    },
    { auto: true },
  ],
  signedIn: async ({ page }, provide) => {
    await signIn(page.context());
    await provide(page);
  },
  workflows: async ({ signedIn }, provide) => {
    await provide(new WorkflowsPage(signedIn));
  },
  designer: async ({ signedIn }, provide) => {
    await provide(new DesignerPage(signedIn));
  },
  run: async ({ signedIn }, provide) => {
    await provide(new RunPage(signedIn));
  },
  keyboard: async ({ signedIn }, provide) => {
    let pointed = 0;
    await signedIn.exposeBinding("somebodyPointed", () => void (pointed += 1));
    await signedIn.addInitScript(() => {
      const tell = () => {
        const told: unknown = Reflect.get(globalThis, "somebodyPointed");
        if (typeof told === "function") told();
      };
      window.addEventListener("pointerdown", tell, { capture: true });
    });
    await provide(new Keyboard(signedIn));
    expect(pointed, "nothing was pointed at").toBe(0);
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the dependencies from the pattern
  behind: async ({}, provide, info) => {
    info.skip(target().state === undefined, WITHOUT_STATE);
    await provide(installation());
  },
});

/** Signs a context in as the owner, without the form. */
export async function signIn(context: BrowserContext): Promise<void> {
  const { url, email, password } = target();
  const answer = await context.request.post(`${url}/api/auth/login`, {
    data: { email, password },
    headers: { origin: url },
  });
  expect(answer.ok(), "signing in works").toBe(true);
}

/** Notes what the pages of a context do against the rules. */
export function watch(context: BrowserContext): readonly string[] {
  const broken: string[] = [];
  const { origin } = new URL(target().url);
  context.on("weberror", (error) => broken.push(`thrown: ${error.error().message}`));
  context.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) broken.push(`policy: ${message.text()}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)s?:$/.test(url.protocol) && url.origin !== origin) broken.push(`foreign: ${request.url()}`);
  });
  return broken;
}

export { expect };
