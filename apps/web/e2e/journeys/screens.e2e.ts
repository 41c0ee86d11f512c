// Every screen, in light and dark: axe finds nothing serious on it. With IRONWEAVE_SCREENSHOTS=folder each is also pictured, on a
// desktop and on a phone, for eyes to judge; index.html in the folder shows them all.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { freshName, stumbling } from "../documents.ts";
import { expect, test } from "../fixtures.ts";

const folder = process.env["IRONWEAVE_SCREENSHOTS"] ?? "";
const LOOKS = [
  { look: "light-desktop", colorScheme: "light", width: 1440, height: 900 },
  { look: "dark-desktop", colorScheme: "dark", width: 1440, height: 900 },
  { look: "light-phone", colorScheme: "light", width: 390, height: 844 },
  { look: "dark-phone", colorScheme: "dark", width: 390, height: 844 },
] as const;

test.describe.configure({ timeout: 300_000 });
test.use({ actionTimeout: 15_000 });

const taken: string[] = [];

/** Looks at the screen as it is, which must be still; ends as it began. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await settled(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    const told = serious.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
    expect.soft(told, `${name}, ${colorScheme}`).toEqual([]);
  }
  if (folder !== "") await picture(page, name);
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { look: suffix, colorScheme, ...size } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-${suffix}.png`), animations: "disabled" });
  }
  taken.push(name);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  writeFileSync(join(folder, "index.html"), contactSheet(taken));
}

async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

test("nothing serious on the lists, the import and the gallery", async ({ workflows, page }) => {
  await workflows.open();
  await page
    .getByRole("link", { name: /Provision bare-metal hosts/ })
    .first()
    .waitFor();
  await look(page, "workflows");
  await page.getByRole("searchbox").first().fill("nothing is called like this");
  await look(page, "workflows-none-found");
  await workflows.open();
  await page.getByRole("button", { name: "New workflow" }).first().click();
  await look(page, "new-workflow");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Import" }).click();
  await look(page, "import");
  await page.goto("/templates");
  await page.getByRole("main").getByRole("listitem").first().waitFor();
  await look(page, "templates");
  await page.getByRole("main").getByRole("listitem").getByRole("button").first().click();
  await page.getByRole("dialog").waitFor();
  await look(page, "template");
});

test("nothing serious on the pages of runs and events", async ({ behind, run, page }) => {
  const failed = await behind.start(stumbling(freshName("pictured")), { url: behind.systems.http });
  await run.open(failed);
  await run.expectStatus("Failed");
  await run.seeAll();
  await look(page, "run");
  await run.select("giveUp");
  await run.data("Error");
  await look(page, "run-step");
  await page.getByRole("tab", { name: /^Events/ }).click();
  await look(page, "run-events");
  await page.goto("/runs");
  await page.getByRole("row").nth(1).waitFor();
  await look(page, "runs");
  await page.goto("/events");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await look(page, "events");
});

test("nothing serious on the designer and its dialogs", async ({ workflows, designer, page }) => {
  await workflows.open();
  await workflows.create(freshName("pictured"), "Try, and report a failure");
  await designer.ready();
  await designer.step("work").click();
  await look(page, "designer");
  for (const [key, name] of [
    ["ControlOrMeta+K", "commands"],
    ["Shift+?", "shortcuts"],
    ["ControlOrMeta+P", "find"],
    ["ControlOrMeta+Enter", "run-dialog"],
    ["ControlOrMeta+S", "save-version"],
  ] as const) {
    await designer.step("work").focus();
    await page.keyboard.press(key);
    await page.getByRole("dialog").waitFor();
    await look(page, name);
    await page.keyboard.press("Escape");
  }
  await page.keyboard.press("ControlOrMeta+Shift+O");
  await look(page, "outline");
  await designer.step("work").focus();
  await page.keyboard.press("Shift+F10");
  await designer.step("work").click({ button: "right" });
  await look(page, "menu");
  await page.keyboard.press("Escape");
  await designer.typeAfter("- attempt:", " : [");
  await look(page, "designer-broken");
  await page.keyboard.press("ControlOrMeta+Z");
  await page.goto(`${page.url()}/schedules`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await look(page, "schedules");
});

test("nothing serious on functions, versions and a dry run", async ({ workflows, designer, page }) => {
  await workflows.open();
  await workflows.create(freshName("pictured"), "Call and shape");
  await designer.ready();
  for (const item of ["wait", "log"]) {
    await page.keyboard.press("ControlOrMeta+K");
    await page.keyboard.type("add a function");
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Search steps" }).fill(item);
    await page.keyboard.press("Enter");
  }
  await designer.seeAll();
  await look(page, "functions");
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("versions");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("No version yet").waitFor();
  await look(page, "versions-none");
  await page.keyboard.press("Escape");
  await designer.expectSaved();
  await page.keyboard.press("ControlOrMeta+S");
  await page.getByRole("dialog").getByRole("button", { name: /^Save/ }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await designer.step("shape").click();
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: /^Versions/ }).click();
  await look(page, "versions");
  await page.getByRole("dialog").getByRole("button", { name: "Compare" }).first().click();
  await page.getByRole("list", { name: "What differs" }).waitFor();
  await look(page, "compare");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+Shift+Enter");
  await page
    .getByRole("toolbar", { name: "Dry run" })
    .getByRole("status")
    .filter({ hasText: /\w/ })
    .waitFor({ timeout: 30_000 });
  await look(page, "dry-run");
});

test("nothing serious on waiting, failing and nothing there", async ({ signedIn: page }) => {
  await page.goto("/no/such/page");
  await look(page, "not-found");
  await page.goto("/runs/00000000-0000-4000-8000-000000000000");
  await page.getByRole("heading").first().waitFor();
  await look(page, "run-not-found");
  await slow(page, async () => look(page, "loading"));
  await page.route("**/api/trpc/**", (route) => route.fulfill({ status: 500, body: "{}" }));
  await page.goto("/runs");
  await page.getByRole("button", { name: /again/i }).first().waitFor();
  await look(page, "failed-to-load");
  await page.unroute("**/api/trpc/**");
});

test("nothing serious on the sign-in page", async ({ page }) => {
  await page.goto("/login");
  await page.getByRole("heading", { name: /Sign in/ }).waitFor();
  await look(page, "login");
});

/** Looks at the list of runs while its first answer is on the way. */
async function slow(page: Page, seen: () => Promise<void>): Promise<void> {
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  await page.route("**/api/trpc/**", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/runs");
  await seen();
  letGo();
  await page.unrouteAll({ behavior: "wait" });
}

function contactSheet(names: readonly string[]): string {
  const figure = (name: string) =>
    LOOKS.map(({ look }) => {
      const file = `${name}-${look}.png`;
      return `<figure><a href="${file}"><img src="${file}" alt="${name}, ${look}" loading="lazy"></a><figcaption>${look}</figcaption></figure>`;
    }).join("");
  const style =
    "body{font:14px system-ui;margin:2rem;background:#e9ebef;color:#1d2129}section>div{display:flex;gap:1rem;align-items:flex-start;overflow-x:auto}figure{margin:0}img{height:420px;border:1px solid #c5cad3;border-radius:6px}";
  const sections = names.map((name) => `<section><h2>${name}</h2><div>${figure(name)}</div></section>`).join("\n");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens of Ironweave</title><style>${style}</style><h1>Screens of Ironweave</h1>\n${sections}</html>\n`;
}
