// `ironweave run` against a server that speaks the public REST API.

import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const WORKFLOW = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do:
  - a: { set: { x: 1 } }
`;

const requests: { readonly line: string; readonly body: unknown; readonly token: string | undefined }[] = [];
let answers: { readonly status: number; readonly body: unknown }[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const text = Buffer.concat(chunks).toString();
    requests.push({
      line: `${request.method} ${request.url}`,
      body: text === "" ? undefined : JSON.parse(text),
      token: request.headers.authorization,
    });
    const { status, body } = answers.shift() ?? { status: 500, body: {} };
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
});
let url: string;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  requests.length = 0;
});

const started = (seq: number, name: string) => ({ seq, at: 0, type: "task.started", name, task: `/do/0/${name}` });

describe("ironweave run on a server", () => {
  test("sends the text, waits for the end, and prints the outcome", async () => {
    answers = [
      { status: 201, body: { runId: "r1", status: "pending", created: true } },
      { status: 200, body: { id: "r1", status: "completed", output: { x: 1 } } },
      { status: 200, body: { events: [started(2, "a")], lastSeq: 2, done: false } },
      { status: 200, body: { events: [], lastSeq: 2, done: true } },
    ];
    const { code, out } = await runBin(["run", "-", "--input", '{"k":1}', "--format", "json"], {
      input: WORKFLOW,
      env: { IRONWEAVE_URL: `${url}/`, IRONWEAVE_TOKEN: "secret" },
    });
    expect(JSON.parse(out)).toEqual({ status: "completed", output: { x: 1 }, error: null, tasks: ["a"] });
    expect(code).toBe(0);
    expect(requests).toEqual([
      { line: "POST /api/v1/runs?wait=30", body: { definition: WORKFLOW, input: { k: 1 } }, token: "Bearer secret" },
      { line: "GET /api/v1/runs/r1", body: undefined, token: "Bearer secret" },
      { line: "GET /api/v1/runs/r1/events?after=0", body: undefined, token: "Bearer secret" },
      { line: "GET /api/v1/runs/r1/events?after=2", body: undefined, token: "Bearer secret" },
    ]);
  });

  test("finds the server of the checkout without any setting", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ironweave-run-"));
    try {
      await mkdir(join(folder, ".ironweave"));
      await writeFile(join(folder, ".ironweave", "cli.json"), JSON.stringify({ url, token: "local" }));
      const error = { type: "https://x.example/e", status: 500 };
      answers = [
        { status: 201, body: { id: "r2", status: "faulted", error } },
        { status: 200, body: { events: [], lastSeq: 0, done: true } },
      ];
      const { code, out } = await runBin(["run", "-", "--format", "json"], { input: WORKFLOW, cwd: folder });
      expect(JSON.parse(out)).toEqual({ status: "faulted", output: null, error, tasks: [] });
      expect(code).toBe(1);
      expect(requests[0]?.token).toBe("Bearer local");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each([
    [{ status: 401, body: {} }, "does not know this token"],
    [
      { status: 422, body: { error: { code: "too_large", message: "the input is too large" } } },
      "refused (422): the input is too large",
    ],
  ])("explains the refusal %j", async (answer, message) => {
    answers = [answer];
    const result = await runBin(["run", "-"], { input: WORKFLOW, env: { IRONWEAVE_URL: url, IRONWEAVE_TOKEN: "x" } });
    expect(result.err).toContain(message);
    expect(result.code).toBe(2);
  });

  test("says what to do where no server answers", async () => {
    const env = { IRONWEAVE_URL: "http://127.0.0.1:1", IRONWEAVE_TOKEN: "x" };
    const result = await runBin(["run", "-"], { input: WORKFLOW, env });
    expect(result.err).toContain("start it with npm start, or use --local");
    expect(result.code).toBe(2);
  });
});
