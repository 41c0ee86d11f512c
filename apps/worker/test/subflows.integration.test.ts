// `run: workflow` on a real Temporal server, with the workflows in a real database: what `latest` stands for, and what an attempt is.

import { createHash } from "node:crypto";
import { createDatabase, MAX_START_DEPTH, newId } from "@ironweave/db";
import type { Database } from "@ironweave/db";
import { startTestDatabase } from "@ironweave/db/testing";
import type { TestDatabase } from "@ironweave/db/testing";
import { temporalWorkflowId } from "@ironweave/schema/run";
import { ApplicationFailure } from "@temporalio/common";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { databaseSubflows } from "../src/database-subflows.ts";
import type { SubflowRequest } from "../src/messages.ts";
import { testDocument } from "./support/test-document.ts";
import { startTestWorker } from "./support/test-worker.ts";
import type { TestWorker } from "./support/test-worker.ts";

const textOf = (version: string, task = `{ set: { version: '${version}' } }`): string =>
  `document: { dsl: '1.0.3', namespace: tools, name: called, version: '${version}' }\ndo: [ { a: ${task} } ]\n`;

describe("sub-workflows", () => {
  let server: TestDatabase;
  let db: Database;
  let worker: TestWorker;
  const tenantId = newId();
  const workflowId = newId();
  const requests: SubflowRequest[] = [];
  const children: string[] = [];
  /** Attempts of the child that fail. */
  let failing = 0;
  let numbers = 0;

  const save = (version: string, task?: string): Promise<unknown> =>
    db.tenant(tenantId, (tx) =>
      tx.workflowVersion.create({
        data: {
          id: newId(),
          tenantId,
          workflowId,
          number: (numbers += 1),
          text: textOf(version, task),
          hash: createHash("sha256").update(version).digest("hex"),
        },
      }),
    );
  const request = (rest: Partial<SubflowRequest> = {}): SubflowRequest => ({
    tenantId,
    parentRunId: newId(),
    namespace: "tools",
    name: "called",
    version: "latest",
    input: {},
    idempotencyKey: newId(),
    ...rest,
  });

  beforeAll(async () => {
    server = await startTestDatabase();
    db = createDatabase({ url: server.url });
    await db.tenant(tenantId, async (tx) => {
      const namespaceId = newId();
      await tx.tenant.create({ data: { id: tenantId, name: "Example" } });
      await tx.namespace.create({ data: { id: namespaceId, tenantId, name: "tools" } });
      await tx.workflow.create({ data: { id: workflowId, tenantId, namespaceId, name: "called", draftText: "" } });
    });
    const resolve = databaseSubflows(db);
    worker = await startTestWorker({
      resolveSubflow: async (asked) => {
        requests.push(asked);
        const child = await resolve({ ...asked, tenantId });
        children.push(child.runId);
        // A version that is saved while the run goes on.
        await save(`2.0.${requests.length}`);
        if (requests.length > failing) return child;
        const broken = [{ no: { raise: { error: { type: "https://example.com/no", status: 500 } } } }];
        return { ...child, document: testDocument(broken) };
      },
    });
  });
  afterAll(async () => {
    await worker?.[Symbol.asyncDispose]();
    await db?.close();
    await server?.stop();
  });
  beforeEach(() => {
    requests.length = 0;
    failing = 0;
  });

  it("finds a version by its name however old it is, and the newest for `latest`", async () => {
    await save("1.0.0");
    for (let count = 0; count < 60; count++) await save(`1.1.${count}`);
    const resolve = databaseSubflows(db);
    const versionOf = async (version: string): Promise<unknown> =>
      ((await resolve(request({ version }))).document as { readonly document: { readonly version: string } }).document
        .version;
    expect(await versionOf("1.0.0")).toBe("1.0.0");
    expect(await versionOf("latest")).toBe("1.1.59");
    await expect(resolve(request({ version: "9.9.9" }))).rejects.toBeInstanceOf(ApplicationFailure);
    await expect(resolve(request({ namespace: "other" }))).rejects.toMatchObject({ type: "SubflowNotFound" });
  });

  it("the same request has the same answer, also when a version was saved in between", async () => {
    const resolve = databaseSubflows(db);
    const asked = request();
    const first = await resolve(asked);
    await save("1.2.0");
    expect(await resolve(asked)).toEqual(first);
    expect((await resolve(request())).versionId).not.toBe(first.versionId);
  });

  it("`latest` is one version for the whole run", async () => {
    await save("2.0.0");
    const call = { run: { workflow: { namespace: "tools", name: "called", version: "latest" } } };
    const loop = {
      for: { in: "${ [1, 2, 3] }" },
      do: [{ call: { ...call, output: { as: "${ [$input[]?, .version] }" } } }],
    };
    const report = await worker.run(testDocument([{ loop }]), []);
    expect({ status: report.status, output: report.output, error: report.error }).toEqual({
      status: "completed",
      output: ["2.0.0", "2.0.0", "2.0.0"],
      error: undefined,
    });
    expect(new Set(requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
  });

  it("an attempt after a failed one is a run of its own", async () => {
    failing = 1;
    const call = { run: { workflow: { namespace: "tools", name: "called", version: "1.0.0" } } };
    const guarded = { try: [{ call }], catch: { retry: { limit: { attempt: { count: 1 } } } } };
    const report = await worker.run(testDocument([{ guarded }]));
    expect({ status: report.status, output: report.output }).toEqual({
      status: "completed",
      output: { version: "1.0.0" },
    });
    expect(requests).toHaveLength(2);
  });

  it("know the step that started them", async () => {
    const resolve = databaseSubflows(db);
    const parentRunId = (await resolve(request())).runId;
    const { runId } = await resolve(request({ parentRunId, parent: { task: "/do/0/call", execution: 7 } }));
    const rows = await db.tenant(
      tenantId,
      (tx) => tx.$queryRaw`
        select parent_run_id::text as run, parent_task as task, parent_execution as execution from run
        where id in (${runId}::uuid, ${parentRunId}::uuid) order by id`,
    );
    expect(rows).toEqual([
      { run: null, task: null, execution: null },
      { run: parentRunId, task: "/do/0/call", execution: 7 },
    ]);
  });

  it("that somebody cancels fault their step, which can be caught; the run that waited is not cancelled", async () => {
    await save("3.0.0", "{ wait: { minutes: 5 } }");
    children.length = 0;
    const call = { run: { workflow: { namespace: "tools", name: "called", version: "3.0.0" } } };
    const guarded = {
      try: [{ call }],
      catch: { as: "error", do: [{ told: { set: { title: "${ $error.title }" } } }] },
    };
    const running = worker.run(testDocument([{ guarded }]));
    await expect.poll(() => children.length, { timeout: 10_000 }).toBe(1);
    const child = worker.client.workflow.getHandle(temporalWorkflowId(tenantId, children[0] ?? ""));
    await expect
      .poll(async () => child.cancel().then(() => "cancelled", String), { timeout: 10_000 })
      .toBe("cancelled");
    expect(await running).toMatchObject({ status: "completed", output: { title: "subflow_cancelled" } });
  });

  it("are not started where twenty runs have started one another before", async () => {
    const resolve = databaseSubflows(db);
    let parentRunId = newId();
    for (let depth = 1; depth <= MAX_START_DEPTH; depth += 1) {
      parentRunId = (await resolve(request({ parentRunId }))).runId;
    }
    await expect(resolve(request({ parentRunId }))).rejects.toMatchObject({
      type: "SubflowTooDeep",
      nonRetryable: true,
    });
  });

  it("that do not exist are a fault of the task, which can be caught", async () => {
    const call = { run: { workflow: { namespace: "tools", name: "nobody", version: "1.0.0" } } };
    const { status, error } = await worker.run(testDocument([{ call }]));
    expect({ status, error }).toEqual({
      status: "faulted",
      error: {
        type: "https://serverlessworkflow.io/spec/1.0.0/errors/configuration",
        status: 400,
        title: "unknown_workflow",
        detail: "There is no workflow tools/nobody:1.0.0.",
        instance: "/do/0/call",
      },
    });
    const rescue = [{ c: { set: { instead: true } } }];
    const caught = await worker.run(testDocument([{ t: { try: [{ call }], catch: { do: rescue } } }]));
    expect({ status: caught.status, output: caught.output }).toEqual({
      status: "completed",
      output: { instead: true },
    });
  });

  it("of a disabled namespace are not started; a run that was made before goes on", async () => {
    await save("3.0.0");
    const made = request();
    const before = await databaseSubflows(db)(made);
    const runsOf = (): Promise<number> => db.tenant(tenantId, (tx) => tx.run.count());
    const disable = (disabledAt: Date | null): Promise<unknown> =>
      db.tenant(tenantId, (tx) =>
        tx.namespace.updateMany({ where: { tenantId, name: "tools" }, data: { disabledAt } }),
      );
    const count = await runsOf();
    await disable(new Date());
    try {
      expect(await databaseSubflows(db)(made)).toEqual(before);
      const call = { run: { workflow: { namespace: "tools", name: "called", version: "latest" } } };
      const refused = await worker.run(testDocument([{ call }]));
      expect({ status: refused.status, error: refused.error }).toEqual({
        status: "faulted",
        error: {
          type: "https://serverlessworkflow.io/spec/1.0.0/errors/configuration",
          status: 400,
          title: "namespace_disabled",
          detail: "The namespace tools is disabled; tools/called is not started.",
          instance: "/do/0/call",
        },
      });
      const caught = await worker.run(
        testDocument([{ t: { try: [{ call }], catch: { do: [{ c: { set: { instead: true } } }] } } }]),
      );
      expect(caught.output).toEqual({ instead: true });
      expect(await runsOf()).toBe(count);
    } finally {
      await disable(null);
    }
  });
});
