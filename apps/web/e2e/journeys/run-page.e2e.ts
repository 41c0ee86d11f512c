// What a run's page tells, of now and of the past, and that every page tells the same.

import { freshName, stumbling, talking, ticking, waiting } from "../documents.ts";
import { expect, signIn, test, watch } from "../fixtures.ts";
import { RunPage } from "../pages/run-page.ts";

test("each step shows its input, output, error, attempts and duration", async ({ behind, run, page }) => {
  const id = await behind.start(stumbling(freshName("stumbling")), { url: behind.systems.http });
  await run.open(id);
  await run.expectStatus("Failed");
  await expect(run.panel).toContainText("The kettle is empty.");

  await run.select("prepare");
  await expect(await run.data("Output")).toContainText('greeting: "hello"');
  await expect(await run.data("Input")).toContainText(behind.systems.http);
  await expect(run.fact("Duration")).toHaveText(/^\d+ ms|^\d+(\.\d+)? s/);

  await run.select("ask");
  await expect(run.fact("Attempt")).toHaveText("2");
  await expect(await run.data("Output")).toContainText("attempt: 2");
  await run.panel.getByRole("button", { name: "Previous" }).click();
  await expect(run.fact("Attempt")).toHaveText("1");
  await expect(await run.data("Error")).toContainText("500");

  await run.select("double");
  await expect(run.panel.getByText("3 of 3")).toBeVisible();
  await expect(run.fact("Iteration")).toHaveText("3");
  await expect(await run.data("Output")).toContainText("value: 6");

  await run.select("giveUp");
  const error = await run.data("Error");
  await expect(error).toContainText("Out of luck");
  await expect(error).toContainText("418");
  await expect(error).toContainText("https://example.com/errors/out-of-luck");
  await error.getByRole("button", { name: "/do/3/giveUp" }).click();
  await expect(run.card("giveUp")).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("tab", { name: /^Events/ })).toContainText(/\d+/);
});

test("the lines that a step wrote are in its log, as plain text, and a step without any says so", async ({
  behind,
  run,
}) => {
  const id = await behind.start(talking(freshName("talking")), {});
  await run.open(id);
  await run.expectStatus("Completed");
  await run.select("talk");
  const log = await run.data("Log");
  await expect(log.getByRole("listitem")).toHaveText([
    "Cloning the playbook",
    "TASK [k3s] ok",
    "PLAY RECAP web-1 failed=0",
  ]);
  await expect(log.getByRole("status")).toHaveText("3 lines");
  await run.select("quiet");
  await expect(await run.data("Log")).toHaveText("This step wrote nothing.");
});

test("the past is shown step by step: slider, event list, and back to the end", async ({ behind, run, page }) => {
  const id = await behind.start(stumbling(freshName("past")), { url: behind.systems.http });
  await run.open(id);
  await run.expectStatus("Failed");
  const events = await behind.events(id);
  expect(await run.eventNumbers()).toEqual(events.map(({ seq }) => seq));

  await run.slider.fill("2");
  await run.expectStep("prepare", "running");
  await expect(run.card("giveUp")).not.toHaveAccessibleName(/failed|running|completed/);
  await run.slider.fill("3");
  await run.expectStep("prepare", "completed");
  await page
    .getByRole("region", { name: "Events of the run" })
    .getByRole("button", { name: /giveUp failed/ })
    .click();
  await run.expectStep("giveUp", "failed");
  await page.getByRole("button", { name: "To the end" }).click();
  await expect(run.slider).toHaveValue(String(events.length));
});

test("a reload, the back button and a second browser show the same", async ({ behind, run, page, browser }) => {
  const id = await behind.start(stumbling(freshName("same")), { url: behind.systems.http });
  await run.open(id);
  await run.expectStatus("Failed");
  const seen = await look(run);
  await page.reload();
  await run.seeAll();
  await run.expectStatus("Failed");
  expect(await look(run)).toEqual(seen);
  await page.getByRole("link", { name: "Runs", exact: true }).first().click();
  await page.getByRole("heading", { name: "Runs", level: 1 }).waitFor();
  await page.goBack();
  await run.seeAll();
  await run.expectStatus("Failed");
  expect(await look(run)).toEqual(seen);

  const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
  const broken = watch(context);
  await signIn(context);
  const other = new RunPage(await context.newPage());
  await other.open(id);
  await other.expectStatus("Failed");
  expect(await look(other)).toEqual(seen);
  expect(broken).toEqual([]);
  await context.close();
});

test("two browsers watch one run live, and a waiting run is cancelled from one of them", async ({
  behind,
  run,
  browser,
  page,
}) => {
  const id = await behind.start(waiting(freshName("waiting"), 3_600));
  await run.open(id);
  await run.expectStep("pause", "running");
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
  await signIn(context);
  const other = new RunPage(await context.newPage());
  await other.open(id);
  await other.expectStep("pause", "running");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await run.expectStatus("Cancelled");
  await other.expectStatus("Cancelled");
  await other.expectStep("pause", "cancelled");
  await expect(page.getByRole("button", { name: "Cancel", exact: true })).toBeHidden();
  await context.close();
});

test("a browser that was offline catches up without a reload", async ({ behind, run, context }) => {
  const id = await behind.start(ticking(freshName("offline"), 12, 500));
  await run.open(id);
  await run.expectStep("count", "completed");
  await context.setOffline(true);
  await expect.poll(async () => (await behind.run(id)).status, { timeout: 30_000 }).toBe("completed");
  await context.setOffline(false);
  await run.expectStatus("Completed", 15_000);
  const events = await behind.events(id);
  expect(await run.eventNumbers()).toEqual(events.map(({ seq }) => seq));
});

test("the list of runs filters by state and leads to a run", async ({ behind, run, page }) => {
  const name = freshName("listed");
  await behind.start(stumbling(name), { url: behind.systems.http });
  await page.goto("/runs");
  await page.getByRole("group", { name: "Show runs that are" }).getByRole("button", { name: "Failed" }).click();
  await page.getByRole("link", { name }).click();
  await run.expectStatus("Failed");
});

test("the list of runs is searched, by a part of a name or by an id, and the address keeps what was looked for", async ({
  behind,
  page,
  run,
}) => {
  const name = freshName("sought");
  const id = await behind.start(stumbling(name), { url: behind.systems.http });
  await behind.start(stumbling(freshName("other")), { url: behind.systems.http });
  await page.goto("/runs");
  const search = page.getByRole("searchbox", { name: "Search runs" });
  const rows = page
    .getByRole("table")
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") });
  for (const words of [name.slice(2).toUpperCase(), id]) {
    await search.fill(words);
    await expect(page).toHaveURL(new RegExp(`[?]search=${words}$`));
    await expect(rows).toHaveCount(1);
    await expect(rows.getByRole("link", { name })).toBeVisible();
  }
  await page.getByRole("combobox", { name: "Time" }).selectOption("Last hour");
  const choice = page.getByRole("combobox", { name: "Workflow" });
  await choice.selectOption(await choice.locator("option", { hasText: name }).getAttribute("value"));
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(search).toHaveValue(id);
  await page.getByRole("group", { name: "Show runs that are" }).getByRole("button", { name: "Cancelled" }).click();
  await expect(page.getByRole("heading", { name: "No run matches" })).toBeVisible();
  await page.getByRole("button", { name: "Show all runs" }).click();
  await expect(page).toHaveURL(/\/runs$/);
  await expect(search).toHaveValue("");
  await rows.getByRole("link", { name }).first().click();
  await run.expectStatus("Failed");
});

/** What the page says of the run, apart from how long ago it was. */
async function look(run: RunPage): Promise<unknown> {
  const cards = run.page.locator("[data-task]");
  return {
    numbers: await run.eventNumbers(),
    panel: await run.panel.innerText(),
    cards: await cards.evaluateAll((all) => all.map((card) => card.getAttribute("aria-label"))),
  };
}

test("the page of a run whose workflow was deleted says so, and offers nothing that cannot be done", async ({
  behind,
  signedIn: page,
}) => {
  const runId =
    await behind.start(`document: { dsl: "1.0.3", namespace: default, name: ${freshName("gone")}, version: "0.1.0" }
do:
  - fail:
      raise: { error: { type: "https://example.com/errors/none", status: 500, title: Nothing } }
`);
  await page.goto(`/runs/${runId}`);
  await expect(page.getByText("None: the run failed")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run again" })).toBeVisible();
  await behind.deleteWorkflow((await behind.run(runId)).workflow.id);
  await page.reload();
  await expect(page.getByText(/The workflow was deleted/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Run again" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Edit workflow" })).toHaveCount(0);
});

test("a run and the run that it started lead to each other", async ({ behind, run, page }) => {
  const child = freshName("child");
  const named = (name: string, tasks: string) =>
    `document: { dsl: "1.0.3", namespace: default, name: ${name}, version: "0.1.0" }\ndo:\n${tasks}`;
  await behind.start(named(child, "  - nap: { wait: { minutes: 5 } }\n"));
  const call = `{ run: { workflow: { namespace: default, name: ${child}, version: "0.1.0" } } }`;
  const guard = `{ try: [{ call: ${call} }], catch: { do: [{ told: { set: { done: true } } }] } }`;
  const id = await behind.start(named(freshName("parent"), `  - guard: ${guard}\n`));
  await run.open(id);
  await run.expectStep("call", "running");
  await run.select("call");
  await run.panel.getByRole("link", { name: `Run of default/${child}` }).click();
  await page.getByRole("heading", { level: 1, name: child }).waitFor();
  await run.expectStep("nap", "running");
  await run.select("nap");
  await expect(run.panel).toContainText(/Waits until \d\d:\d\d \(in 5 min\)/);
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await run.expectStatus("Cancelled");
  await page.getByRole("link", { name: /^step call of default\/parent/ }).click();
  await run.expectStatus("Completed");
  await expect(run.card("call")).toHaveAttribute("aria-current", "true");
  await expect(await run.data("Error")).toContainText("subflow_cancelled");
});

test("the drawing of a run shows the way it has gone, and how often it went round", async ({ behind, run }) => {
  const id =
    await behind.start(`document: { dsl: "1.0.3", namespace: default, name: ${freshName("way")}, version: "0.1.0" }
do:
  - begin: { set: { n: 0 } }
  - count: { set: { n: "\${ .n + 1 }" } }
  - enough: { switch: [{ again: { when: .n < 3, then: count } }, { out: { when: .n > 9, then: never } }, { on: { then: end } }] }
  - never: { set: { n: 0 } }
`);
  await run.open(id);
  await run.expectStatus("Completed");
  const paths = async () =>
    Object.fromEntries(
      await run.page
        .locator(".react-flow__edge[data-id]")
        .evaluateAll((edges) =>
          edges.map((edge) => [
            edge.getAttribute("data-id"),
            edge.querySelector("[data-path]")?.getAttribute("data-path"),
          ]),
        ),
    );
  await expect.poll(paths).toMatchObject({
    "/do/1/count#next": "taken",
    "/do/2/enough#case/0": "taken",
    "/do/2/enough#case/1": "untaken",
    "/do/2/enough#case/2": "taken",
  });
  await expect(run.page.getByText("×2", { exact: true })).toBeVisible();
  await run.slider.fill("3");
  await expect.poll(paths).toMatchObject({ "/do/0/begin#next": "untaken", "/do/1/count#next": "untaken" });
});

test("the recorded output of a step is pinned, and the designer takes it for the step's output", async ({
  behind,
  run,
  page,
}) => {
  const id = await behind.start(stumbling(freshName("pinned")), { url: behind.systems.http });
  await run.open(id);
  await run.expectStatus("Failed");
  await run.select("prepare");
  await run.panel.getByRole("button", { name: "Use as pin" }).click();
  await expect(run.panel.getByRole("button", { name: "Unpin" })).toBeVisible();
  await page.getByRole("button", { name: "Open the designer" }).click();
  await expect(page.getByRole("button", { name: /^prepare, .*output pinned/ })).toBeVisible();
});
