// What the command line kept while everything was down is accepted when the server starts.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { spoolEvents } from "../../../../packages/cli/src/event/spool-events.ts";
import { dispatchEvents } from "./services/dispatch-events.ts";
import { takeSpool } from "./services/take-spool.ts";
import { createTestApp } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";

let app: TestApp;
let state: string;

beforeAll(async () => {
  app = await createTestApp();
  state = mkdtempSync(join(tmpdir(), "ironweave-spool-"));
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  rmSync(state, { recursive: true, force: true });
});

const STARTER = `document: { dsl: '1.0.3', namespace: default, name: woken, version: '0.1.0' }
schedule: { on: { one: { with: { type: wake } } } }
do:
  - keep: { set: { got: '\${ [.[].id] }' } }
`;
const event = (id: string) => ({ specversion: "1.0", id, source: "/down", type: "wake" });
const spool = (): readonly string[] => readdirSync(join(state, "spool"));

test("kept events start their runs once, in order, also where they are taken twice", async () => {
  const created = await app.call(app.a.tokens.editor, "POST", "/workflows", STARTER);
  await spoolEvents(state, app.a.tokens.editor, [event("1"), event("2")]);
  await spoolEvents(state, app.a.tokens.editor, [event("2"), event("3")]);
  expect(await takeSpool(app.deps, join(state, "spool"))).toBe(2);
  expect([spool(), await takeSpool(app.deps, join(state, "spool"))]).toEqual([[], 0]);
  await dispatchEvents(app.deps);
  const runs = await app.deps.db.tenant(app.a.id, (tx) =>
    tx.run.findMany({ where: { workflowId: String(created.body["id"]) }, orderBy: { id: "asc" } }),
  );
  expect(runs.map(({ input }) => input)).toEqual([[event("1")], [event("2")], [event("3")]]);
});

test("what is not the command line's, or has no right, is set aside and told, and keeps nothing else waiting", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await spoolEvents(state, app.a.tokens.viewer, [event("4")]);
  await spoolEvents(state, "wrong", [event("5")]);
  await spoolEvents(state, app.a.tokens.editor, [{ id: "6" }]);
  writeFileSync(join(state, "spool", "000.json"), "{");
  await spoolEvents(state, app.a.tokens.editor, [event("7")]);
  await takeSpool(app.deps, join(state, "spool"));
  expect(spool().filter((name) => !name.endsWith(".refused"))).toEqual([]);
  expect(said.mock.calls.map(([line]) => String(line).replace(/^.*set aside: /u, ""))).toEqual([
    "it is not what the command line writes",
    "its token may not publish events",
    "its token may not publish events",
    "specversion must be 1.0",
  ]);
  said.mockRestore();
  const stored = await app.deps.db.tenant(app.a.id, (tx) => tx.event.findMany({ orderBy: { id: "asc" } }));
  expect(stored.map(({ eventId }) => eventId)).toEqual(["1", "2", "3", "7"]);
});
