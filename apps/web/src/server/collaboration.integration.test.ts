// Two people on one workflow: each has a draft of their own, sees the other, and cannot overwrite what the other has saved.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { resolveActor } from "./auth/resolve-actor.ts";
import type { Role } from "./auth/permissions.ts";
import type { People } from "./contract/presence-contract.ts";
import { appRouter } from "./routers/app-router.ts";
import { readPeople } from "./services/read-people.ts";
import { createTestApp, definition } from "./testing/test-app.ts";
import type { TestApp } from "./testing/test-app.ts";
import { createCaller } from "./trpc.ts";
import { LIMITS } from "./limits.ts";

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

const WINDOW = "0d3a0000-0000-4000-8000-000000000001";
const OTHER_WINDOW = "0d3a0000-0000-4000-8000-000000000002";

async function as(role: Role, tenant: "a" | "b" = "a") {
  const headers = new Headers({ authorization: `Bearer ${app[tenant].tokens[role]}` });
  const reauthorize = () => resolveActor(app.deps, headers);
  const actor = await reauthorize();
  if (actor === undefined) throw new Error("the token is not known");
  return { actor, api: createCaller(appRouter)({ deps: app.deps, actor, reauthorize }) };
}

async function workflow(name: string): Promise<string> {
  const created = await app.call(app.a.tokens.owner, "POST", "/workflows", definition(name));
  return String(created.body["id"]);
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "OK",
    (error: unknown) => (error instanceof Error ? Reflect.get(error.cause ?? error, "code") : error),
  );

describe("[C1] a draft is its owner's alone", () => {
  test("what one saves, the other does not see, and neither is refused", async () => {
    const id = await workflow("own-drafts");
    const [anna, bob] = [(await as("editor")).api, (await as("admin")).api];
    await anna.workflow.saveDraft({ id, text: "# anna", baseRevision: 0 });
    await bob.workflow.saveDraft({ id, text: "# bob", baseRevision: 0 });
    const base = { revision: 0, text: definition("own-drafts") };
    expect((await anna.workflow.get({ id })).draft).toMatchObject({ text: "# anna", revision: 1, base });
    expect((await bob.workflow.get({ id })).draft).toMatchObject({ text: "# bob", revision: 1, base });
    const viewer = await (await as("viewer")).api.workflow.get({ id });
    expect(viewer.draft).toMatchObject({ text: base.text, revision: 0 });
  });

  test("two first saves at once: one is stored, the other gets it back", async () => {
    const id = await workflow("first-saves");
    const { api } = await as("editor");
    const both = await Promise.all(
      ["# one", "# two"].map((text) => refusal(api.workflow.saveDraft({ id, text, baseRevision: 0 }))),
    );
    expect(new Set(both)).toEqual(new Set(["OK", "draft_conflict"]));
  });
});

describe("[C2] a version never replaces one that its author has not seen", () => {
  test("is refused where the common text has moved, and accepted after the merge", async () => {
    const id = await workflow("moved");
    const [anna, bob] = [(await as("editor")).api, (await as("admin")).api];
    const hers = definition("moved", "hers");
    const his = definition("moved", "his");
    await bob.workflow.saveDraft({ id, text: his, baseRevision: 0 });
    const saved = await anna.workflow.saveVersion({ id, text: hers, baseRevision: 0 });
    expect(saved).toMatchObject({ number: 2, created: true, headRevision: 1 });
    expect(await refusal(bob.workflow.saveVersion({ id, text: his, baseRevision: 0 }))).toBe("version_conflict");
    const { draft, head } = await bob.workflow.get({ id });
    expect([draft.text, draft.base.revision, head]).toEqual([his, 0, { revision: 1, version: 2, author: "editor" }]);
    expect(await bob.workflow.head({ id })).toMatchObject({ revision: 1, text: hers });
    const merged = definition("moved", "both");
    await bob.workflow.saveDraft({ id, text: merged, baseRevision: 1, base: { revision: 1, text: hers } });
    expect(await bob.workflow.saveVersion({ id, text: merged, baseRevision: 1 })).toMatchObject({ headRevision: 2 });
    expect((await bob.workflow.get({ id })).draft.base).toEqual({ revision: 2, text: merged });
  });

  test("of two that save at once, one is refused", async () => {
    const id = await workflow("at-once");
    const people = [(await as("editor")).api, (await as("admin")).api, (await as("owner")).api];
    const all = await Promise.all(
      people.map(({ workflow: api }, at) =>
        refusal(api.saveVersion({ id, text: definition("at-once", `v${at}`), baseRevision: 0 })),
      ),
    );
    expect(all.filter((one) => one === "version_conflict")).toHaveLength(2);
  });

  test("a draft in which nothing was changed follows; one that was changed stays", async () => {
    const id = await workflow("follows");
    const { api } = await as("editor");
    await api.workflow.saveDraft({ id, text: definition("follows"), baseRevision: 0 });
    await app.call(app.a.tokens.owner, "PUT", `/workflows/${id}`, definition("follows", "new"));
    expect((await api.workflow.get({ id })).draft).toMatchObject({ text: definition("follows", "new"), revision: 1 });
  });

  test("running a text from an older base makes a version and leaves the common text", async () => {
    const id = await workflow("tried");
    const [anna, bob] = [(await as("editor")).api, (await as("admin")).api];
    const start = (text: string, baseRevision: number) => ({ workflowId: id, text, baseRevision, input: {} });
    await anna.run.start(start(definition("tried", "hers"), 0));
    expect((await anna.workflow.get({ id })).head).toMatchObject({ revision: 1, version: 2 });
    await bob.run.start(start(definition("tried", "his"), 0));
    expect(await bob.workflow.head({ id })).toMatchObject({ revision: 1, text: definition("tried", "hers") });
  });
});

describe("[C3] people on a workflow", () => {
  test("are seen by others with what they select, over all their windows, until they leave or expire", async () => {
    const id = await workflow("seen");
    const anna = await as("editor");
    const bob = await as("admin");
    const seen = async (afterMs = 0): Promise<People["people"]> =>
      (await readPeople(app.deps, bob.actor, id, Date.now() + afterMs)).people;
    const here = { id, client: WINDOW, selected: "/do/0/greet", unpublished: false };
    await anna.api.workflow.announce(here);
    await anna.api.workflow.announce({ id, client: OTHER_WINDOW, unpublished: true });
    const person = { userId: anna.actor.user.id, name: "editor", selected: ["/do/0/greet"], unpublished: true };
    expect(await seen()).toEqual([person]);
    expect((await readPeople(app.deps, anna.actor, id, Date.now())).people).toEqual([]);
    await anna.api.workflow.announce({ id, client: OTHER_WINDOW, unpublished: true, leaving: true });
    expect(await seen()).toEqual([{ ...person, unpublished: false }]);
    expect(await seen(LIMITS.presenceMs + 1)).toEqual([]);
  });

  test("a viewer is seen too, an account that is disabled is not", async () => {
    const id = await workflow("viewer");
    const viewer = await as("viewer");
    const { actor } = await as("owner");
    await viewer.api.workflow.announce({ id, client: WINDOW, unpublished: false });
    expect((await readPeople(app.deps, actor, id, Date.now())).people).toMatchObject([{ name: "viewer" }]);
    const disable = (disabledAt: Date | null) =>
      app.deps.db.tenant(app.a.id, (tx) =>
        tx.userAccount.update({ where: { id: viewer.actor.user.id }, data: { disabledAt } }),
      );
    await disable(new Date());
    expect((await readPeople(app.deps, actor, id, Date.now())).people).toEqual([]);
    await disable(null);
  });

  test("of another tenant are not seen, whatever the database is asked", async () => {
    const id = await workflow("apart");
    await (await as("editor")).api.workflow.announce({ id, client: WINDOW, unpublished: true });
    const rows = await app.deps.db.tenant(app.b.id, async (tx) => [
      await tx.workflowPresence.count(),
      await tx.workflowDraft.count(),
    ]);
    expect(rows).toEqual([0, 0]);
    const stranger = (await as("owner", "b")).actor;
    expect(await refusal(readPeople(app.deps, stranger, id, Date.now()))).toBe("not_found");
    const intruder = app.deps.db.tenant(app.b.id, (tx) =>
      tx.workflowPresence.create({
        data: {
          tenantId: app.a.id,
          workflowId: id,
          userId: stranger.user.id,
          clientId: OTHER_WINDOW,
          expiresAt: new Date(),
        },
      }),
    );
    await expect(intruder).rejects.toThrow();
  });

  test("more windows than the limit: the one heard of longest ago goes", async () => {
    const id = await workflow("windows");
    const { api, actor } = await as("editor");
    for (let at = 0; at <= LIMITS.presenceWindows; at++) {
      const client = `0d3a0000-0000-4000-8000-0000000001${String(at).padStart(2, "0")}`;
      await api.workflow.announce({ id, client, unpublished: false });
    }
    const count = await app.deps.db.tenant(actor.tenantId, (tx) =>
      tx.workflowPresence.count({ where: { workflowId: id } }),
    );
    expect(count).toBe(LIMITS.presenceWindows);
  });

  test("the stream tells the whole at first, then what changed, and ends with its caller's rights", async () => {
    const id = await workflow("stream");
    const anna = (await as("editor")).api;
    const bob = await as("admin");
    const stop = new AbortController();
    let actor: typeof bob.actor | undefined = bob.actor;
    const caller = createCaller(appRouter)(
      { deps: app.deps, actor: bob.actor, reauthorize: async () => actor },
      { signal: stop.signal },
    );
    const stream = (await caller.workflow.onPeople({ id }))[Symbol.asyncIterator]();
    expect((await stream.next()).value).toMatchObject({
      people: [],
      head: { revision: 0, version: 1 },
      draftRevision: 0,
    });
    await anna.workflow.announce({ id, client: WINDOW, selected: "/do/0/greet", unpublished: true });
    expect((await stream.next()).value).toMatchObject({ people: [{ name: "editor", unpublished: true }] });
    await anna.workflow.saveVersion({ id, text: definition("stream", "newer"), baseRevision: 0 });
    expect((await stream.next()).value).toMatchObject({ head: { revision: 1, version: 2, author: "editor" } });
    await bob.api.workflow.saveDraft({ id, text: "# elsewhere", baseRevision: 0 });
    expect((await stream.next()).value).toMatchObject({ draftRevision: 1 });
    actor = undefined;
    expect(await refusal(stream.next())).toBe("unauthenticated");
    stop.abort();
  });
});
