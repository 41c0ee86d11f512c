// The demonstration as a new user meets it: sign in, open the example, run it, watch it, for good and for bad.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freshName } from "../documents.ts";
import { expect, test } from "../fixtures.ts";
import { RunPage } from "../pages/run-page.ts";
import { target } from "../target.ts";

test("a new user signs in, runs the example and watches two hosts come up", async ({ page, behind }, info) => {
  const { email, password } = target();
  await page.goto("/");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The email or the password is wrong.")).toBeVisible();
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();

  await page.getByRole("link", { name: "Provision bare-metal hosts" }).click();
  await page.getByRole("group", { name: /^Drawing of/ }).waitFor();
  await page.screenshot({ path: info.outputPath("designer.png") });
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("button", { name: "two hosts" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Start run" }).click();

  const run = new RunPage(page);
  await page.waitForURL(/\/runs\//);
  await run.expectStatus("Running");
  await run.expectStep("waitUntilActive", "running");
  await run.expectStep("orderHosts", "completed");
  await page.screenshot({ path: info.outputPath("run-live.png") });
  await run.expectStatus("Completed");
  const output = run.panel.getByRole("group", { name: "output of the run" });
  await expect(output).toContainText("provisioned");
  await expect(output.getByText('"web-1"')).toBeVisible();
  await expect(output.getByText('"web-2"')).toBeVisible();
  await expect(output.getByText(/203\.0\.113\.\d+/)).toHaveCount(2);
  await page.screenshot({ path: info.outputPath("run.png") });
  await run.seeAll();
  await run.expectStep("provisioned", "completed");
  await info.attach("run", { path: info.outputPath("run.png"), contentType: "image/png" });

  const hosts = await behind.hostsOf(run.id());
  expect(hosts.map(({ hostname, state }) => ({ hostname, state }))).toEqual([
    { hostname: "web-2", state: "active" },
    { hostname: "web-1", state: "active" },
  ]);
  expect(await behind.incidentsOf(run.id())).toEqual([]);
});

test("a host that fails shows where, and one incident is opened for the run", async ({
  workflows,
  run,
  page,
  behind,
}, info) => {
  await workflows.open();
  await page.getByRole("link", { name: "Provision bare-metal hosts" }).click();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByRole("button", { name: "a host fails" }).click();
  await expect(page.getByLabel("Input (JSON)")).toHaveValue(/fail-2/);
  await page.getByRole("button", { name: "Start run" }).click();
  await page.waitForURL(/\/runs\//);
  await run.expectStatus("Completed");
  await expect(run.panel.getByRole("group", { name: "output of the run" })).toContainText(
    "fail-2 did not become active",
  );

  await page.getByRole("button", { name: "First failure" }).click();
  await expect(run.panel.getByRole("heading", { name: "hostFailed" })).toBeVisible();
  await expect(await run.data("Error")).toContainText("Provisioning failed");
  await run.expectStep("hostFailed", "failed");
  await page.screenshot({ path: info.outputPath("run-failed.png") });
  await page.getByRole("button", { name: "To the end" }).click();
  await run.seeAll();
  await run.expectStep("openIncident", "completed");

  const incidents = await behind.incidentsOf(run.id());
  expect(incidents).toHaveLength(1);
  expect(incidents[0]).toMatchObject({
    short_description: "Provisioning of web-1, fail-2 failed",
    correlation_id: run.id(),
    description: expect.stringContaining("/do/0/provision/try/1/waitUntilActive/do/3/hostFailed"),
  });
});

test("the example as it stands in the repository runs through the public API", async ({ behind, run }) => {
  const file = join(import.meta.dirname, "..", "..", "..", "..", "examples", "provision-metal.yaml");
  // Under a name of its own: the version that the demo came with stays the latest of its workflow.
  const text = readFileSync(file, "utf8")
    .replace("name: provision-metal", `name: ${freshName("by-api")}`)
    .replace("title: Provision bare-metal hosts", "title: By the API");
  const id = await behind.start(text, {
    apiUrl: `${behind.systems.metal}/metal/v1`,
    snowUrl: behind.systems.servicenow,
    project: "0d3a0000-0000-4000-8000-000000000001",
    hosts: ["api-1"],
    plan: "z9.huge",
  });
  await run.open(id);
  await run.expectStatus("Completed");
  await expect(run.panel.getByRole("group", { name: "output of the run" })).toContainText("INC00");
});
