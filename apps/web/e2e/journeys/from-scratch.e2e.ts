// A workflow that provisions hosts, drawn from an empty canvas with gestures and forms alone, saved, run, and run again badly.

import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import { Inspector } from "../pages/inspector.ts";

const PROJECT = "0d3a0000-0000-4000-8000-000000000001";

test("provisioning is drawn from an empty canvas, saved, and runs against the real APIs", async ({
  behind,
  workflows,
  designer,
  run,
  page,
}, info) => {
  test.setTimeout(120_000);
  const form = new Inspector(page);
  const devices = `$workflow.input.apiUrl + "/projects/${PROJECT}/devices`;
  await workflows.open();
  await workflows.create(freshName("drawn"));
  await designer.ready();

  await test.step("try, and in it a loop that orders each host", async () => {
    await designer.addFirstStep("try");
    await designer.addFirstStep("for each");
    await designer.expectSteps(["attempt", "forEach"]);
    await form.fill("In", ".hosts");
    await form.fill("Each", "host");
    await designer.addFirstStep("http");
    await designer.expectSteps(["attempt", "forEach", "request"]);
    await form.fill("Name", "orderHost");
    await form.fill("Method", "post");
    await form.fill("Endpoint", `\${ ${devices}" }`);
    await form.unfold("Headers");
    await form.addEntry("Headers", "X-Auth-Token", "${ $workflow.input.token }");
    await form.fill(
      "Body",
      'hostname: ${ $host }\nplan: c3.small.x86\nmetro: fr\noperating_system: ubuntu_24_04\ntags:\n  - ${ "run:" + $workflow.id }',
    );
    await designer.expectSteps(["attempt", "forEach", "orderHost"]);
  });

  await test.step("a poll loop: read, decide, pause, and back", async () => {
    await designer.seeAll();
    await designer.insert("Insert step after forEach", "http");
    await form.fill("Name", "readHosts");
    await form.fill("Endpoint", `\${ ${devices}?tag=run:" + $workflow.id }`);
    await form.unfold("Headers");
    await form.addEntry("Headers", "X-Auth-Token", "${ $workflow.input.token }");
    await designer.seeAll();
    await designer.insert("Insert step after readHosts", "switch");
    await form.fill("When", '${ all(.devices[]; .state == "active") }');
    await form.choose("Then", "exit");
    await designer.seeAll();
    await designer.insert("Insert step after decide", "wait");
    await form.fill("Name", "pause");
    await form.fill("Seconds", "1");
    await designer.step("pause").click();
    await page.keyboard.press("c");
    await expect(page.getByText(/Go to /)).toBeVisible();
    for (let presses = 0; presses < 5; presses += 1) {
      if (await page.getByText(/Go to readHosts/).isVisible()) break;
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await expect(designer.step("pause")).toBeFocused();
  });

  await test.step("catch: an incident; and after all a result", async () => {
    await designer.addFirstStep("http");
    await form.fill("Name", "report");
    await form.fill("Method", "post");
    await form.fill("Endpoint", '${ $workflow.input.snowUrl + "/api/now/table/incident" }');
    await form.unfold("Headers");
    await form.addEntry("Headers", "Authorization", '${ "Bearer " + $workflow.input.snowToken }');
    await form.fill("Body", "short_description: Provisioning failed\ncorrelation_id: ${ $workflow.id }");
    await designer.seeAll();
    await designer.insert("Insert step after attempt", "set");
    await form.fill("Name", "result");
    await form.fill("value", "${ [(.devices // [])[] | .hostname] | sort }");
    await expect(page.getByRole("button", { name: "No problems" })).toBeVisible();
    await page.screenshot({ path: info.outputPath("drawn.png") });
  });

  await test.step("saved as a version and run", async () => {
    await designer.expectSaved();
    await page.getByRole("button", { name: "Save version" }).click();
    await page.getByLabel("Note").fill("Drawn by hand");
    await page.getByRole("dialog").getByRole("button", { name: "Save version" }).click();
    await expect(page.getByText("Saved as version 1", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByLabel("Input (JSON)").fill(
      JSON.stringify({
        apiUrl: `${behind.systems.metal}/metal/v1`,
        token: behind.credentials.metalToken,
        snowUrl: behind.systems.servicenow,
        snowToken: behind.credentials.servicenowToken,
        hosts: ["drawn-1", "drawn-2"],
      }),
    );
    await page.getByRole("button", { name: "Start run" }).click();
    await page.waitForURL(/\/runs\//);
    await run.expectStatus("Completed");
    const output = run.panel.getByRole("group", { name: "output of the run" });
    await expect(output).toContainText("drawn-1");
    await expect(output).toContainText("drawn-2");
    const hosts = await behind.hostsOf(run.id());
    expect(hosts.map(({ hostname, state }) => JSON.stringify([hostname, state])).toSorted()).toEqual([
      '["drawn-1","active"]',
      '["drawn-2","active"]',
    ]);
  });

  await test.step("run again with a wrong token: caught, and one incident", async () => {
    const first = run.id();
    await page.getByRole("button", { name: "Run again" }).click();
    const input = page.getByLabel("Input (JSON)");
    await input.fill((await input.inputValue()).replace(behind.credentials.metalToken, "wrong"));
    await page.getByRole("dialog").getByRole("button", { name: "Run", exact: true }).click();
    await expect.poll(() => run.id()).not.toBe(first);
    await run.expectStatus("Completed");
    await run.seeAll();
    await run.expectStep("orderHost", "failed");
    await run.expectStep("report", "completed");
    expect(await behind.incidentsOf(run.id())).toHaveLength(1);
  });
});
