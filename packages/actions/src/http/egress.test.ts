// Nothing that a document can write makes the client send a byte to this machine or its network (reliability R1).

import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { caught } from "../testing/caught.ts";
import type { Resolver } from "./guarded-connector.ts";
import { createHttpClient } from "./http-client.ts";

let server: Server;
let port = 0;
let connections = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/redirect") response.writeHead(302, { location: `http://localhost:${String(port)}/secret` });
    response.end("reached");
  });
  server.on("connection", () => connections++);
  // Both families, so that a payload for either would be seen.
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => server.close());

const blocked = { kind: "authorization", title: "egress_blocked" };

/** Names of a hostile zone, resolved without a network. */
function zone(records: Readonly<Record<string, readonly string[]>>): Resolver {
  return (hostname, _options, done) => {
    const addresses = records[hostname] ?? [];
    const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    done(found.length === 0 ? Object.assign(new Error("unknown name"), { code: "ENOTFOUND" }) : null, found);
  };
}

const PAYLOADS: readonly string[] = [
  "http://127.0.0.1:PORT/",
  "http://127.1:PORT/",
  "http://127.0.1:PORT/",
  "http://2130706433:PORT/",
  "http://0x7f000001:PORT/",
  "http://0x7f.0.0.1:PORT/",
  "http://0177.0.0.1:PORT/",
  "http://017700000001:PORT/",
  "http://①②⑦.⓪.⓪.①:PORT/",
  "http://127。0。0。1:PORT/",
  "http://%31%32%37.0.0.1:PORT/",
  "http://0.0.0.0:PORT/",
  "http://0:PORT/",
  "http://[::1]:PORT/",
  "http://[::]:PORT/",
  "http://[0:0:0:0:0:0:0:1]:PORT/",
  "http://[::ffff:127.0.0.1]:PORT/",
  "http://[::ffff:7f00:1]:PORT/",
  "http://[::127.0.0.1]:PORT/",
  "http://[64:ff9b::127.0.0.1]:PORT/",
  "http://[64:ff9b:1::7f00:1]:PORT/",
  "http://[2002:7f00:1::]:PORT/",
  "http://[2001:0:7f00:1::]:PORT/",
  "http://[fe80::1]:PORT/",
  "http://[fec0::1]:PORT/",
  "http://[fd00:ec2::254]:PORT/",
  "http://[ff02::1]:PORT/",
  "http://[::ffff:169.254.169.254]/latest/meta-data/",
  "http://localhost:PORT/",
  "http://LOCALHOST:PORT/",
  "http://localhost.:PORT/",
  "http://a.localhost:PORT/",
  "http://ip6-localhost:PORT/",
  "http://169.254.169.254/latest/meta-data/",
  "http://2852039166/latest/meta-data/",
  "http://metadata.google.internal/",
  "http://168.63.129.16/",
  "http://100.100.100.200/",
  "http://100.64.0.1/",
  "http://10.0.0.1/",
  "http://172.16.0.1/",
  "http://192.168.0.1/",
  "http://192.0.0.192/",
  "http://198.18.0.1/",
  "http://224.0.0.1/",
  "http://240.0.0.1/",
  "http://255.255.255.255/",
  "http://example.com@127.0.0.1:PORT/",
  "file:///etc/passwd",
  "gopher://127.0.0.1:PORT/_",
  "unix:/var/run/docker.sock",
  "ftp://127.0.0.1:PORT/",
  "data:text/plain,hello",
  "ws://127.0.0.1:PORT/",
];

describe("payloads", () => {
  test.each(PAYLOADS)("%s is refused and reaches nothing", async (payload) => {
    const client = createHttpClient({ connectMs: 500, totalMs: 1000 });
    connections = 0;
    const url = payload.replace("PORT", String(port));
    const failure = await caught(client.request({ method: "GET", url }));
    // Credentials in an address are refused for themselves, before any address is looked at.
    expect(failure).toEqual(url.includes("@") ? { kind: "validation", title: "invalid_url" } : blocked);
    expect(connections).toBe(0);
    await client.close();
  });
});

describe("names", () => {
  test.each([
    ["to loopback", ["127.0.0.1"]],
    ["to loopback in IPv6", ["::1"]],
    ["to a mapped address", ["::ffff:127.0.0.1"]],
    ["to a public and a private address", ["93.184.215.14", "127.0.0.1"]],
    ["to the metadata service", ["169.254.169.254"]],
  ])("a name that resolves %s is refused", async (_, addresses) => {
    const client = createHttpClient({ resolver: zone({ "evil.example": addresses }), totalMs: 1000 });
    connections = 0;
    expect(await caught(client.request({ method: "GET", url: `http://evil.example:${String(port)}/` }))).toEqual(
      blocked,
    );
    expect(connections).toBe(0);
    await client.close();
  });

  test("a name that changes its mind between two requests is refused the second time", async () => {
    let asked = 0;
    const rebinding: Resolver = (_hostname, _options, done) => {
      asked++;
      // The first answer is public but unreachable (a range for documentation would be refused): nothing listens there.
      done(null, [{ address: asked === 1 ? "192.31.196.1" : "127.0.0.1", family: 4 }]);
    };
    const client = createHttpClient({ resolver: rebinding, connectMs: 200, totalMs: 500 });
    connections = 0;
    const url = `http://rebind.example:${String(port)}/`;
    await caught(client.request({ method: "GET", url }));
    const second = await caught(client.request({ method: "GET", url }));
    expect({ second, asked, connections }).toEqual({ second: blocked, asked: 2, connections: 0 });
    await client.close();
  });
});

describe("redirects", () => {
  test("a redirect from a permitted host to this machine is refused", async () => {
    const client = createHttpClient({ allowHosts: [`127.0.0.1:${String(port)}`] });
    const url = `http://127.0.0.1:${String(port)}/redirect`;
    expect(await caught(client.request({ method: "GET", url, followRedirects: true }))).toEqual(blocked);
    await client.close();
  });
});

describe("overrides", () => {
  test.each(["Host", "Transfer-Encoding", "Connection", "Proxy-Authorization", "Content-Length"])(
    "the header %s may not be set",
    async (name) => {
      const client = createHttpClient({ allowHosts: [`127.0.0.1:${String(port)}`] });
      const url = `http://127.0.0.1:${String(port)}/`;
      expect(await caught(client.request({ method: "GET", url, headers: { [name]: "1" } }))).toEqual({
        kind: "validation",
        title: "header_forbidden",
      });
      await client.close();
    },
  );

  test("proxy variables of the environment are not read", async () => {
    const before = process.env["HTTP_PROXY"];
    process.env["HTTP_PROXY"] = `http://127.0.0.1:${String(port)}`;
    const client = createHttpClient({ resolver: zone({}), totalMs: 1000 });
    connections = 0;
    const failure = await caught(client.request({ method: "GET", url: "http://unknown.example/" }));
    expect({ failure, connections }).toEqual({
      failure: { kind: "communication", title: "connection_failed" },
      connections: 0,
    });
    if (before === undefined) delete process.env["HTTP_PROXY"];
    else process.env["HTTP_PROXY"] = before;
    await client.close();
  });
});

describe("the allow-list", () => {
  test.each([
    ["an address and its port", (at: number) => `127.0.0.1:${String(at)}`, "127.0.0.1"],
    ["an address at any port", () => "127.0.0.1", "127.0.0.1"],
    ["a range", () => "127.0.0.0/8", "127.0.0.1"],
    ["a name and its port", (at: number) => `localhost:${String(at)}`, "localhost"],
    ["an IPv6 address and its port", (at: number) => `[::1]:${String(at)}`, "[::1]"],
  ])("permits %s", async (_, entry, host) => {
    const client = createHttpClient({ allowHosts: [entry(port)] });
    const { status } = await client.request({ method: "GET", url: `http://${host}:${String(port)}/` });
    expect(status).toBe(200);
    await client.close();
  });

  test("permits no other port and no other host", async () => {
    const client = createHttpClient({ allowHosts: ["127.0.0.1:1", "other.example"] });
    expect(await caught(client.request({ method: "GET", url: `http://127.0.0.1:${String(port)}/` }))).toEqual(blocked);
    await client.close();
  });

  test.each(["127.0.0.1:99999", "10.0.0.0/99", "a b:80:90"])("refuses the entry %s", (entry) => {
    expect(() => createHttpClient({ allowHosts: [entry] })).toThrow(RangeError);
  });
});
