// `call: mcp` over the standard streams of a program in a container: a small server, real and misbehaving.

import { setTimeout as delay } from "node:timers/promises";
import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createActions } from "../create-actions.ts";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import type { TestContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { importImage, missingForImages, startTestEngine } from "../testing/container-engine.ts";
import type { TestEngine } from "../testing/container-engine.ts";

const started = missingForImages() ?? (await startTestEngine());
if (typeof started === "string") console.warn(`SKIPPED: MCP servers in containers are not tested: ${started}`);
const client = createHttpClient();
const IMAGE = "ironweave-test/mcp";

/** A server of the protocol without any library: what it must answer, and tools that misbehave. */
const SERVER = `
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
console.error("ready " + process.argv.slice(2).join(" "));
const TOOLS = {
  greet: ({ name }) => [{ type: "text", text: process.env.GREETING + " " + name }],
  die: () => process.exit(3),
  hang: () => undefined,
  flood: () => { for (;;) try { writeSync(1, "x".repeat(1 << 16)); } catch {} },
};
let pinged;
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (method === "initialize") {
    send({ id, result: { protocolVersion: params.protocolVersion, capabilities: { tools: {} }, serverInfo: params.clientInfo } });
  } else if (method === "tools/list") {
    console.log("not a message");
    send({ method: "notifications/message", params: { level: "info", data: "listing" } });
    pinged = id;
    send({ id: "ping", method: "ping" });
  } else if (id === "ping") {
    send({ id: pinged, result: { tools: Object.keys(TOOLS).map((name) => ({ name, inputSchema: { type: "object" } })) } });
  } else if (method === "tools/call") {
    const content = TOOLS[params.name](params.arguments ?? {});
    if (content !== undefined) send({ id, result: { content } });
  }
}
`;

describe.skipIf(typeof started === "string")("a server in a container", () => {
  const engine = started as TestEngine;

  beforeAll(() => importImage(engine, IMAGE, { node: true, files: { "srv/server.mjs": SERVER } }));

  afterEach(async () => {
    const left = (): string => engine.docker("ps", "--all", "--quiet", "--filter=label=ironweave=1");
    // What was being made when it was told to stop is removed a moment later.
    for (let tries = 0; tries < 50 && left() !== ""; tries++) await delay(200);
    expect(left()).toBe("");
  });

  afterAll(async () => {
    await client.close();
    await engine.stop();
  });

  function ask(method: string, parameters: JsonObject, more: JsonObject = {}, given?: TestContext): Promise<Json> {
    const containers = engine.host === undefined ? {} : { engineHost: engine.host };
    const action = createActions({ containers, mcp: { images: { node: IMAGE } } }).get("mcp");
    if (action === undefined) throw new Error("no action");
    const stdio = { command: "node", arguments: ["/srv/server.mjs", "--loud"], environment: { GREETING: "Good day" } };
    return action.run({ method, parameters, transport: { stdio }, ...more }, given ?? testContext(client));
  }

  test("a tool is called with arguments, and the program has its environment", async () => {
    const result = await ask("tools/call", { name: "greet", arguments: { name: "Ada" } });
    expect(result).toEqual({ content: [{ type: "text", text: "Good day Ada" }] });
  });

  test("pings are answered, and what is no answer is logged", async () => {
    const context = testContext(client);
    const result = (await ask("tools/list", {}, {}, context)) as { readonly tools: readonly JsonObject[] };
    expect({ names: result.tools.map(({ name }) => name), lines: context.lines.toSorted() }).toEqual({
      names: ["greet", "die", "hang", "flood"],
      lines: ["listing", "not a message", "ready --loud"],
    });
  });

  test("the image of the document comes before the operator's", async () => {
    const transport = { stdio: { command: "node" }, options: { image: "127.0.0.1:9/none:1" } };
    expect(await caught(ask("tools/list", {}, { transport }))).toEqual({
      kind: "configuration",
      title: "container_start_failed",
    });
  });

  test.each([
    ["die", "runtime", "mcp_server_ended"],
    ["hang", "timeout", "timeout"],
    ["flood", "runtime", "output_too_large"],
  ])("a server that does `%s` is a fault, and nothing remains", async (name, kind, title) => {
    expect(await caught(ask("tools/call", { name }, { timeout: { seconds: 8 } }))).toEqual({ kind, title });
  });

  test("cancelling ends it", async () => {
    const cancel = new AbortController();
    const ended = ask("tools/call", { name: "hang" }, {}, testContext(client, { signal: cancel.signal }));
    const outcome = ended.catch((error: unknown) => error);
    await delay(1000);
    cancel.abort(new Error("cancelled"));
    expect(await outcome).toEqual(new Error("cancelled"));
  });
});
