// A page of pictures: every screen in light and dark, on a desktop and on a phone, for eyes to judge. Only when asked for, with
// IRONWEAVE_SCREENSHOTS=folder; index.html in it shows them all.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { freshName, stumbling } from "../documents.ts";
import { test } from "../fixtures.ts";

const folder = process.env["IRONWEAVE_SCREENSHOTS"] ?? "";
const LOOKS = [
  { look: "light-desktop", colorScheme: "light", width: 1440, height: 900 },
  { look: "dark-desktop", colorScheme: "dark", width: 1440, height: 900 },
  { look: "light-phone", colorScheme: "light", width: 390, height: 844 },
  { look: "dark-phone", colorScheme: "dark", width: 390, height: 844 },
] as const;

test.skip(folder === "", "set IRONWEAVE_SCREENSHOTS to a folder for the page of pictures");
test.describe.configure({ timeout: 600_000 });

test("every screen is pictured in light and dark, on a desktop and on a phone", async ({
  behind,
  workflows,
  designer,
  run,
  page,
}) => {
  const taken: string[] = [];
  mkdirSync(folder, { recursive: true });
  /** The screen as it is, in each look; ends as it began. */
  const picture = async (name: string) => {
    for (const { look, colorScheme, ...size } of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), animations: "disabled" });
    }
    taken.push(name);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    writeFileSync(join(folder, "index.html"), contactSheet(taken));
  };
  const closeDialog = async () => page.keyboard.press("Escape");

  await test.step("lists", async () => {
    await workflows.open();
    await page
      .getByRole("link", { name: /Provision bare-metal hosts/ })
      .first()
      .waitFor();
    await picture("workflows");
    await page.getByRole("searchbox").first().fill("nothing is called like this");
    await picture("workflows-none-found");
    await workflows.open();
    await page.getByRole("button", { name: "New workflow" }).first().click();
    await picture("new-workflow");
    await closeDialog();
    await page.getByRole("button", { name: "Import" }).click();
    await picture("import");
    await page.goto("/templates");
    await page.getByRole("main").getByRole("listitem").first().waitFor();
    await picture("templates");
    await page.getByRole("main").getByRole("listitem").getByRole("button").first().click();
    await page.getByRole("dialog").waitFor();
    await picture("template");
  });

  await test.step("runs", async () => {
    const failed = await behind.start(stumbling(freshName("pictured")), { url: behind.systems.http });
    await run.open(failed);
    await run.expectStatus("Failed");
    await run.seeAll();
    await picture("run");
    await run.select("giveUp");
    await run.data("Error");
    await picture("run-step");
    await page.getByRole("tab", { name: /^Events/ }).click();
    await picture("run-events");
    await page.goto("/runs");
    await page.getByRole("row").nth(1).waitFor();
    await picture("runs");
    await page.goto("/events");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await picture("events");
  });

  await test.step("the designer", async () => {
    await workflows.open();
    await workflows.create(freshName("pictured"), "Try, and report a failure");
    await designer.ready();
    await designer.step("work").click();
    await picture("designer");
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
      await picture(name);
      await closeDialog();
    }
    await page.keyboard.press("ControlOrMeta+Shift+O");
    await picture("outline");
    await designer.step("work").focus();
    await page.keyboard.press("Shift+F10");
    await designer.step("work").click({ button: "right" });
    await picture("menu");
    await closeDialog();
    await designer.typeAfter("- attempt:", " : [");
    await picture("designer-broken");
    await page.keyboard.press("ControlOrMeta+Z");
    await page.goto(`${page.url()}/schedules`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await picture("schedules");
  });

  await test.step("functions, versions and a dry run", async () => {
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
    await picture("functions");
    await page.keyboard.press("ControlOrMeta+K");
    await page.keyboard.type("versions");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("No version yet").waitFor();
    await picture("versions-none");
    await closeDialog();
    await designer.expectSaved();
    await page.keyboard.press("ControlOrMeta+S");
    await page.getByRole("dialog").getByRole("button", { name: /^Save/ }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await designer.step("shape").click();
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: /^Versions/ }).click();
    await picture("versions");
    await page.getByRole("dialog").getByRole("button", { name: "Compare" }).first().click();
    await page.getByRole("list", { name: "What differs" }).waitFor();
    await picture("compare");
    await closeDialog();
    await page.keyboard.press("ControlOrMeta+Shift+Enter");
    await page
      .getByRole("toolbar", { name: "Dry run" })
      .getByRole("status")
      .filter({ hasText: /\w/ })
      .waitFor({ timeout: 30_000 });
    await picture("dry-run");
  });

  await test.step("waiting, failing, and nothing there", async () => {
    await page.goto("/no/such/page");
    await picture("not-found");
    await page.goto("/runs/00000000-0000-4000-8000-000000000000");
    await page.getByRole("heading").first().waitFor();
    await picture("run-not-found");
    await slow(page, async () => picture("loading"));
    await page.route("**/api/trpc/**", (route) => route.fulfill({ status: 500, body: "{}" }));
    await page.goto("/runs");
    await page.getByRole("button", { name: /again/i }).first().waitFor();
    await picture("failed-to-load");
    await page.unroute("**/api/trpc/**");
  });

  await page.context().clearCookies();
  await page.goto("/login");
  await picture("login");
});

/** Pictures the list of runs while its first answer is on the way. */
async function slow(page: Page, picture: () => Promise<void>): Promise<void> {
  let letGo = () => {};
  const held = new Promise<void>((done) => (letGo = done));
  await page.route("**/api/trpc/**", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/runs");
  await picture();
  letGo();
  await page.unroute("**/api/trpc/**");
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
