import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runWorkflow } from "@ironweave/engine";
import { createMemoryHost } from "@ironweave/engine/memory-host";
import type { Json } from "@ironweave/jq";
import { applyTextEdits, parseSource, upgradeSource } from "@ironweave/schema";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runBin } from "../../test/run-bin.ts";

const OLD = `document: { dsl: '1.0.0', namespace: test, name: test, version: '1.0.0' } # old
use:
  functions:
    mcp:
      call: http
      with: { method: GET, endpoint: https://x.example/f, headers: { n: 7 } }
do:
  - call:
      call: http
      with:
        method: POST
        endpoint: https://x.example
        headers: { count: 1, none: null, text: "\${ .name }" }
        query: { tag: [a, "\${ .list[0] }"], flag: true }
  - command: { run: { shell: { command: ls, arguments: { dir: "\${ .answer }", n: 2 } } } }
  - script:
      run:
        script:
          language: js
          arguments: { answer: "\${ .answer }", nothing: "\${ empty }", list: [1, { deep: "\${ .answer }" }] }
          code: |
            console.log(answer);
  - own: { call: mcp }
  - out: { set: { done: "\${ .answer }" } }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ironweave-upgrade-"));
});
afterEach(() => rm(folder, { recursive: true }));

function asText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What a process or a server gets to see of a call: headers and parameters are text there, nulls are not sent. */
function seen(args: Json): Json {
  if (typeof args !== "object" || args === null || Array.isArray(args)) return args;
  const call = args as { readonly [key: string]: Json };
  const text = (value: Json | undefined): Json =>
    Object.entries((value ?? {}) as { readonly [key: string]: Json }).flatMap(([name, item]) =>
      (Array.isArray(item) ? item : [item]).flatMap((each: Json) => (each === null ? [] : [`${name}=${asText(each)}`])),
    );
  if ("endpoint" in call) return { ...call, headers: text(call["headers"]), query: text(call["query"]) };
  const given = call["arguments"];
  if ("code" in call) {
    const isList = Array.isArray(given);
    const lines = asText(call["code"] ?? null).split("\n");
    return {
      named: isList ? (JSON.parse(asText(given[0] ?? null)) as Json) : (given ?? null),
      code: (isList ? lines.slice(1) : lines).join("\n"),
    };
  }
  const list = Array.isArray(given) ? given : Object.entries(given ?? {}).flat();
  return { ...call, arguments: list.map(asText) };
}

async function behaviour(text: string): Promise<unknown> {
  const calls: unknown[] = [];
  const host = createMemoryHost({
    clock: "virtual",
    actions: (call) => {
      calls.push({ action: call.action, arguments: seen(call.arguments) });
      return Promise.resolve({ answer: 42 });
    },
  });
  const document = parseSource(text).value ?? null;
  const outcome = await runWorkflow({ document, input: { name: "Ada", list: ["b"] }, host, run: { id: "run" } });
  return { outcome, calls, events: host.events.map(({ type }) => type) };
}

describe("ironweave upgrade", () => {
  test("what it writes behaves as before: the same calls, events and output", async () => {
    const result = upgradeSource(parseSource(OLD));
    if (!result.ok) throw new Error(JSON.stringify(result.obstacles));
    const before = await behaviour(OLD);
    expect(before).toMatchObject({ outcome: { status: "completed", output: { done: 42 } } });
    expect(await behaviour(applyTextEdits(OLD, result.edits))).toEqual(before);
  });

  test("rewrites a file, keeping its comments, and then finds nothing more to do", async () => {
    const file = join(folder, "old.yaml");
    await writeFile(file, OLD);
    expect(await runBin(["upgrade", "--check", file])).toMatchObject({ code: 1, err: `${file}: 1.0.0 -> 1.0.3\n` });
    expect(await runBin(["upgrade", file])).toEqual({ code: 0, out: "", err: `${file}: 1.0.0 -> 1.0.3\n` });
    expect(await readFile(file, "utf8")).toContain("version: '1.0.0' } # old\n");
    expect(await runBin(["upgrade", "--check", file])).toMatchObject({ code: 0, err: `${file}: 1.0.3 already\n` });
    expect(await runBin(["validate", file])).toMatchObject({ code: 0 });
  });

  test("names the line of what has no equal, and leaves the file as it is", async () => {
    const file = join(folder, "far.yaml");
    const text = OLD.replace(/code: \|\n.*/u, "source: { endpoint: https://x.example/a.js }");
    await writeFile(file, text);
    const { code, err } = await runBin(["upgrade", file]);
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^${file}:20:\\d+ not upgraded: arguments by name`, "u"));
    expect(await readFile(file, "utf8")).toBe(text);
  });
});
