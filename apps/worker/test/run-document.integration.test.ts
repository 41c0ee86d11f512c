// What the Temporal host must do that no other host can show: journal, long loops, cancellation, secrets, lost time.

import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eventProblem } from "@ironweave/schema/run";
import { ApplicationFailure } from "@temporalio/common";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StepLines } from "../src/activities/step-log.ts";
import { EVENT_REFUSED } from "../src/messages.ts";
import { testDocument } from "./support/test-document.ts";
import { startTestWorker } from "./support/test-worker.ts";
import type { TestWorker } from "./support/test-worker.ts";

describe("a document on Temporal", () => {
  let worker: TestWorker;
  let server: Server;
  const logged: StepLines[] = [];
  let respond: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end("{}");
  const url = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const call = (method: string, path: string, rest: object = {}): object => ({
    call: "http",
    with: { method, endpoint: { uri: url(path) }, ...rest },
  });

  beforeAll(async () => {
    worker = await startTestWorker({
      logs: { append: async (lines) => logged.push(lines) > 0 },
      events: {
        publishEvent: async ({ event }) => {
          const problem = eventProblem(event);
          if (problem !== undefined) throw ApplicationFailure.nonRetryable(problem, EVENT_REFUSED);
        },
        announceListener: async () => undefined,
        removeListener: async () => undefined,
      },
    });
    server = createServer((request, response) => respond(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await worker[Symbol.asyncDispose]();
  });
  const json = (response: ServerResponse, value: unknown, status = 200): void => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };

  it("completes with its output and a journal without gaps", async () => {
    const tasks = [{ one: { set: { a: "${ .n + 1 }" } } }, { two: { set: { b: "${ .a }" } } }];
    const report = await worker.run(testDocument(tasks), { n: 1 });
    expect({
      status: report.status,
      output: report.output,
      types: report.events.map(({ seq, type }) => `${seq} ${type}`),
    }).toEqual({
      status: "completed",
      output: { b: 2 },
      types: [
        "1 workflow.started",
        "2 task.started",
        "3 task.completed",
        "4 task.started",
        "5 task.completed",
        "6 workflow.completed",
      ],
    });
  });

  it("shows an event while a step is still under way", async () => {
    const waiting: ServerResponse[] = [];
    respond = (_, response) => void waiting.push(response);
    const run = await worker.start(testDocument([{ slow: call("post", "/slow") }]));
    await expect.poll(() => worker.report(run).tasks, { interval: 10, timeout: 5_000 }).toEqual(["slow"]);
    await expect.poll(() => waiting.length, { timeout: 5_000 }).toBe(1);
    const whileUnderWay = worker.report(run).status;
    for (const response of waiting) json(response, { ok: true });
    await run.handle.result();
    expect({ whileUnderWay, end: worker.report(run).status }).toEqual({
      whileUnderWay: "unfinished",
      end: "completed",
    });
  });

  it("keeps a loop of 20,000 iterations alive, with every event", async () => {
    const loop = {
      count: { for: { each: "item", in: "${ [range(20000)] }" }, do: [{ add: { set: { n: "${ (.n // 0) + 1 }" } } }] },
    };
    const report = await worker.run(testDocument([loop]));
    expect({
      status: report.status,
      output: report.output,
      adds: report.tasks.filter((name) => name === "add").length,
      gaps: report.events.filter((event, index) => event.seq !== index + 1),
    }).toEqual({ status: "completed", output: { n: 20_000 }, adds: 20_000, gaps: [] });
  }, 240_000);

  it("continues as new through waits and calls without repeating an effect", async () => {
    const seen: string[] = [];
    respond = (request, response) => {
      seen.push(String(request.headers["idempotency-key"]));
      json(response, { ok: true });
    };
    const loop = {
      mix: {
        for: { each: "item", in: "${ [range(300)] }" },
        do: [{ pause: { wait: { milliseconds: 1 } } }, { post: call("post", "/effect") }],
      },
    };
    const run = await worker.start(testDocument([loop]));
    await run.handle.result();
    const report = worker.report(run);
    expect({ status: report.status, effects: seen.length, keys: new Set(seen).size }).toEqual({
      status: "completed",
      effects: 300,
      keys: 300,
    });
  }, 120_000);

  it("cancels a wait, and journals it", async () => {
    const run = await worker.start(testDocument([{ rest: { wait: { hours: 1 } } }]));
    await expect.poll(() => worker.report(run).tasks, { timeout: 10_000 }).toEqual(["rest"]);
    await run.handle.cancel();
    await expect(run.handle.result()).rejects.toThrow(/cancelled/i);
    const report = worker.report(run);
    expect({ status: report.status, types: report.events.map(({ type }) => type) }).toEqual({
      status: "cancelled",
      types: ["workflow.started", "task.started", "task.cancelled", "workflow.cancelled"],
    });
  });

  it("cancels loops that never wait, at whatever moment", async () => {
    const pingPong = [
      { ping: { set: { n: "${ (.n // 0) + 1 }" } } },
      { pong: { set: { n: "${ .n }" }, then: "ping" } },
    ];
    const cancelledAfter = async (tasks: number): Promise<object> => {
      const run = await worker.start(testDocument(pingPong));
      await expect.poll(() => worker.report(run).tasks.length, { timeout: 20_000 }).toBeGreaterThan(tasks);
      await run.handle.cancel();
      await expect(run.handle.result()).rejects.toThrow(/cancelled/i);
      const { status, events } = worker.report(run);
      const gaps = events.filter((event, index) => event.seq !== index + 1);
      return { status, gaps, last: events.at(-1)?.type };
    };
    const ends = await Promise.all([0, 700, 1_500, 2_300].map(cancelledAfter));
    expect(ends).toEqual(ends.map(() => ({ status: "cancelled", gaps: [], last: "workflow.cancelled" })));
  }, 60_000);

  it("cancels a call that is under way, down to its socket", async () => {
    let closed = false;
    let arrived = false;
    respond = (request) => {
      arrived = true;
      request.socket.once("close", () => {
        closed = true;
      });
    };
    const run = await worker.start(testDocument([{ hang: call("post", "/hang") }]));
    await expect.poll(() => arrived, { timeout: 10_000 }).toBe(true);
    await run.handle.cancel();
    await run.handle.result().catch(() => undefined);
    expect(worker.report(run).status).toBe("cancelled");
    await expect.poll(() => closed, { timeout: 10_000 }).toBe(true);
  });

  it("turns a failed call into the document's error, once", async () => {
    let calls = 0;
    respond = (_, response) => {
      calls++;
      json(response, { no: true }, 503);
    };
    const report = await worker.run(testDocument([{ fails: call("get", "/fails") }]));
    expect({ status: report.status, error: report.error, calls }).toMatchObject({
      status: "faulted",
      error: { type: "https://serverlessworkflow.io/spec/1.0.0/errors/communication", status: 503 },
      calls: 1,
    });
  });

  it("keeps secrets out of the history, the result and the journal", async () => {
    const canary = "canary-7f3a91c2e8";
    worker.secrets.set("apiKey", canary);
    let received: string | undefined;
    respond = (request, response) => {
      received = request.headers["x-key"]?.toString();
      json(response, { echo: received });
    };
    const headers = { "x-key": "${ $secrets.apiKey }" };
    const run = await worker.start(
      testDocument([{ secret: call("post", "/secret", { headers }) }], { use: { secrets: ["apiKey"] } }),
    );
    await run.handle.result();
    const history = JSON.stringify(await run.handle.fetchHistory());
    const texts = [history, JSON.stringify(worker.report(run))];
    const spellings = [canary, Buffer.from(canary).toString("base64")];
    const leaks = spellings.filter((spelling) => texts.some((text) => text.includes(spelling)));
    // Payloads are base64 in the history, so they are decoded to look inside.
    const inside = [...history.matchAll(/"data":"([A-Za-z0-9+/=]+)"/g)].map((match) =>
      Buffer.from(match[1] ?? "", "base64").toString(),
    );
    expect({ received, leaks, inside: inside.filter((text) => text.includes(canary)) }).toEqual({
      received: canary,
      leaks: [],
      inside: [],
    });
  });

  it("hands a slow safe call to an activity of its own, without asking again", async () => {
    let asked = 0;
    respond = (_, response) => {
      asked++;
      setTimeout(() => json(response, { late: true }), 2_500);
    };
    const report = await worker.run(testDocument([{ late: call("get", "/late") }]));
    expect({ status: report.status, output: report.output, asked }).toEqual({
      status: "completed",
      output: { late: true },
      asked: 1,
    });
  });

  it("cancels a slow safe call after it was handed over, down to its socket", async () => {
    let closed = false;
    respond = (request) => void request.socket.once("close", () => (closed = true));
    const run = await worker.start(testDocument([{ hang: call("get", "/hang") }]));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await run.handle.cancel();
    await run.handle.result().catch(() => undefined);
    expect(worker.report(run).status).toBe("cancelled");
    await expect.poll(() => closed, { timeout: 10_000 }).toBe(true);
  });

  it("has a fault where it emits what is no CloudEvent, and can catch it", async () => {
    const emit = { emit: { event: { with: { source: "s", type: "t", "Not-An-Attribute": 1 } } } };
    const { status, error } = await worker.run(testDocument([{ e: emit }]));
    expect({ status, error }).toMatchObject({
      status: "faulted",
      error: { title: "event_refused", status: 400, instance: "/do/0/e" },
    });
    const rescue = [{ c: { set: { instead: true } } }];
    const caught = await worker.run(testDocument([{ t: { try: [{ e: emit }], catch: { do: rescue } } }]));
    expect({ status: caught.status, output: caught.output }).toEqual({
      status: "completed",
      output: { instead: true },
    });
  });

  it("has a fault where it asks for another version of a function of the default catalog than there is", async () => {
    const { status, error } = await worker.run(
      testDocument([{ say: { call: "log:9.9.9@default", with: { message: "hi" } } }]),
    );
    expect({ status, error }).toMatchObject({
      status: "faulted",
      error: { title: "unknown_function_version", status: 400, instance: "/do/0/say" },
    });
  });

  it("stores what a step logs before the step ends, with secrets masked, also over lines", async () => {
    worker.secrets.set("pem", "first-line-of-a-key\nsecond-line-of-a-key");
    const message = '${ "begin\\n" + $secrets.pem + "\\nend" }';
    const report = await worker.run(
      testDocument([{ say: { call: "log:1.0.0@default", with: { message } } }], { use: { secrets: ["pem"] } }),
    );
    const said = report.events.find(({ type }) => type === "task.completed");
    const mine = logged.filter(({ runId }) => runId === report.runId);
    expect({ status: report.status, lines: mine.flatMap(({ lines }) => lines) }).toEqual({
      status: "completed",
      lines: ["begin", "***", "end"],
    });
    expect(mine[0]).toMatchObject({ execution: said?.type === "task.completed" ? said.execution : 0, attempt: 1 });
    expect(JSON.stringify(logged)).not.toMatch(/line-of-a-key/);
  });
});
