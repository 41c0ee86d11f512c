// [K4] The web server is killed while many watch: nobody misses an event, nobody sees one twice, nobody has to reload.

import { freshName, ticking } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import { followRun } from "../sse-client.ts";
import { target } from "../target.ts";

const CLIENTS = 50;

test("[K4] a page and 50 plain clients follow a run through the death of the web server", async ({
  behind,
  run,
  page,
}) => {
  test.setTimeout(120_000);
  const id = await behind.start(ticking(freshName("restart"), 25, 600));
  await run.open(id);
  await run.expectStep("count", "completed");
  await page.evaluate(() => document.body.setAttribute("data-loaded-once", ""));
  const limit = AbortSignal.timeout(90_000);
  const stream = `${target().url}/api/v1/runs/${id}/events`;
  const followers = Array.from({ length: CLIENTS }, () => followRun(stream, behind.token, limit));
  await expect.poll(async () => (await behind.events(id)).length).toBeGreaterThan(12);

  behind.kill("web");
  await expect(run.header.getByText(/Reconnecting/)).toBeVisible({ timeout: 10_000 });
  await expect(run.header.getByText(/Reconnecting/)).toBeHidden({ timeout: 30_000 });
  await run.expectStatus("Completed", 60_000);

  const events = await behind.events(id);
  const numbers = events.map(({ seq }) => seq);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  for (const { seen, last, connections } of await Promise.all(followers)) {
    expect(seen).toEqual(numbers);
    expect(last).toBe("workflow.completed");
    expect(connections).toBeGreaterThan(1);
  }
  expect(await run.eventNumbers()).toEqual(numbers);
  await expect(page.locator("body[data-loaded-once]")).toHaveCount(1);
});

test("a run goes on through the death of the worker, and its page shows it", async ({ behind, run }) => {
  test.setTimeout(120_000);
  const id = await behind.start(ticking(freshName("worker"), 6, 500));
  await run.open(id);
  await run.expectStep("count", "completed");
  behind.kill("worker");
  await run.expectStatus("Completed", 90_000);
  const numbers = (await behind.events(id)).map(({ seq }) => seq);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(await run.eventNumbers()).toEqual(numbers);
});
