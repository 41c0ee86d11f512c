// [B1] What a run may carry, on a real Temporal server with the claim check in a real database: up to 16 MiB go in and out of
// runs and steps, more is a named fault at once, tried once; Temporal's own limit of 2 MB never shows.

import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createDatabase, createPayloadCodec } from "@ironweave/db";
import type { Database } from "@ironweave/db";
import { startTestDatabase } from "@ironweave/db/testing";
import type { TestDatabase } from "@ironweave/db/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDocument } from "./support/test-document.ts";
import { startTestWorker } from "./support/test-worker.ts";
import type { TestWorker } from "./support/test-worker.ts";

const MB = 1_000_000;

describe("[B1] payloads", () => {
  let database: TestDatabase;
  let db: Database;
  let worker: TestWorker;
  let server: Server;
  let asked = 0;
  const get = (bytes: number): object => ({
    call: "http",
    with: {
      method: "get",
      endpoint: { uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${bytes}` },
    },
  });

  beforeAll(async () => {
    database = await startTestDatabase();
    db = createDatabase({ url: database.url });
    worker = await startTestWorker({ codec: createPayloadCodec(db) });
    server = createServer((request, response) => {
      asked++;
      response.writeHead(200, { "content-type": "text/plain" });
      response.end("x".repeat(Number(request.url?.slice(1))));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    await worker?.[Symbol.asyncDispose]();
    await db?.close();
    await database?.stop();
  });

  it.each([1.9, 2.1, 5])("of %d MB pass through a run's input and a step's output", async (size) => {
    asked = 0;
    const bytes = size * MB;
    const tasks = [
      { fetch: get(bytes) },
      { measure: { set: { fetched: "${ . | length }", given: "${ $workflow.input.text | length }" } } },
    ];
    const report = await worker.run(testDocument(tasks), { text: "y".repeat(bytes) });
    expect({ status: report.status, error: report.error, output: report.output, asked }).toEqual({
      status: "completed",
      error: undefined,
      output: { fetched: bytes, given: bytes },
      asked: 1,
    });
  });

  it("of 17 MB from a step are a fault by name, asked for once", async () => {
    asked = 0;
    const report = await worker.run(testDocument([{ fetch: get(17 * MB) }]));
    expect({ status: report.status, error: report.error, asked }).toMatchObject({
      status: "faulted",
      error: { title: expect.stringMatching(/too_large$/u), detail: expect.any(String), instance: "/do/0/fetch" },
      asked: 1,
    });
  });

  it("of 17 MB made by an expression are a fault by name", async () => {
    const began = Date.now();
    const report = await worker.run(testDocument([{ grow: { set: { text: '${ "x" * 17000000 }' } } }]));
    expect({ status: report.status, error: report.error }).toMatchObject({
      status: "faulted",
      error: { title: expect.stringMatching(/too_large$/u), detail: expect.any(String) },
    });
    expect(Date.now() - began).toBeLessThan(30_000);
  });

  it("of 17 MB as input are refused before the run begins", async () => {
    await expect(worker.start(testDocument([{ a: { set: { x: 1 } } }]), "z".repeat(17 * MB))).rejects.toMatchObject({
      type: "payload_too_large",
    });
  });
});
