// `ironweave event send` against a server that speaks the public REST API, and against none.

import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

interface Sent {
  readonly type: string | undefined;
  readonly body: unknown;
}
const requests: Sent[] = [];
let refusals: { readonly status: number; readonly body: unknown }[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
    const refusal = refusals.shift();
    if (refusal !== undefined) {
      response.writeHead(refusal.status).end(JSON.stringify(refusal.body));
      return;
    }
    requests.push({ type: request.headers["content-type"], body });
    const events = (Array.isArray(body) ? body : [body]) as { source: string; id: string }[];
    const answer = events.map(({ source, id }) => ({ source, id, duplicate: id === "known" }));
    response.writeHead(202).end(JSON.stringify({ events: answer }));
  });
});
let env: Readonly<Record<string, string>>;
let folder: string;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  env = { IRONWEAVE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, IRONWEAVE_TOKEN: "secret" };
  folder = await mkdtemp(join(tmpdir(), "ironweave-event-"));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  requests.length = 0;
  refusals = [];
});
const NOWHERE = { IRONWEAVE_URL: "http://127.0.0.1:1", IRONWEAVE_TOKEN: "secret" };

describe("ironweave event send", () => {
  test("makes one event of its options", async () => {
    const options = ["--type", "order.paid", "--id", "7", "--data", '{"order":7}', "--attribute", "region=eu"];
    const { code, out } = await runBin(["event", "send", ...options], { env });
    expect([code, out]).toEqual([0, "accepted  /ironweave/cli  7\n"]);
    expect(requests).toEqual([
      {
        type: "application/cloudevents+json",
        body: {
          specversion: "1.0",
          id: "7",
          source: "/ironweave/cli",
          type: "order.paid",
          time: expect.stringMatching(/^\d{4}-/u),
          region: "eu",
          datacontenttype: "application/json",
          data: { order: 7 },
        },
      },
    ]);
  });

  test("sends a file's events in batches: an array, or one on each line", async () => {
    const lines = Array.from({ length: 150 }, (_, index) => JSON.stringify({ type: "t", id: `e-${index}` })).join("\n");
    const file = join(folder, "events.jsonl");
    await writeFile(file, lines);
    expect((await runBin(["event", "send", file], { env })).code).toBe(0);
    expect(requests.map(({ type, body }) => [type, (body as unknown[]).length])).toEqual([
      ["application/cloudevents-batch+json", 100],
      ["application/cloudevents-batch+json", 50],
    ]);
    const two = await runBin(["event", "send", "-", "--format", "json"], {
      env,
      input: '[{"type":"t","id":"known","source":"/s"},{"type":"t","id":"n","source":"/s"}]',
    });
    expect(JSON.parse(two.out)).toEqual({
      events: [
        { source: "/s", id: "known", duplicate: true },
        { source: "/s", id: "n", duplicate: false },
      ],
    });
  });

  test("waits for a server that is not ready, and sends the same event again", async () => {
    refusals = [{ status: 503, body: {} }];
    const { code, out } = await runBin(["event", "send", "--type", "t", "--id", "1", "--wait", "20"], { env });
    expect([code, out]).toEqual([0, "accepted  /ironweave/cli  1\n"]);
  });

  test("says what the server refuses", async () => {
    refusals = [{ status: 400, body: { error: { message: "specversion must be 1.0" } } }];
    expect(await runBin(["event", "send", "--type", "t"], { env })).toMatchObject({
      code: 2,
      err: expect.stringContaining("refused (400): specversion must be 1.0"),
    });
  });

  test("fails clearly where no server answers", async () => {
    expect(await runBin(["event", "send", "--type", "t"], { env: NOWHERE })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no server answers at http:\/\/127.0.0.1:1 .*1 not sent/u),
    });
  });

  test("keeps events for this machine's installation where it is not running", async () => {
    const state = join(folder, ".ironweave");
    await mkdir(state);
    await writeFile(join(state, "cli.json"), JSON.stringify({ url: NOWHERE.IRONWEAVE_URL, token: "own" }));
    const send = ["event", "send", "--type", "t", "--id", "1"];
    expect(await runBin([...send, "--no-spool"], { cwd: folder })).toMatchObject({ code: 2, out: "" });
    const { code, err } = await runBin(send, { cwd: folder });
    expect([code, err]).toEqual([0, expect.stringContaining("1 kept in ")]);
    const [file = ""] = await readdir(join(state, "spool"));
    expect(JSON.parse(await readFile(join(state, "spool", file), "utf8"))).toMatchObject({
      token: "own",
      events: [{ specversion: "1.0", id: "1", type: "t" }],
    });
  });

  test.each([
    [["event"], "ironweave event send"],
    [["event", "send"], "name a file with events, or give --type"],
    [["event", "send", "--data", "1"], "belong to --type"],
    [["event", "send", "x.json", "--type", "t"], "not both"],
    [["event", "send", "--type", "t", "--attribute", "x"], "--attribute is NAME=TEXT"],
  ])("%j is wrong usage", async (args, message) => {
    expect(await runBin(args, { env })).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });
});
