// [R8] Containers, scripts and shell commands in a real engine: what a program gets and gives, what it cannot do, and that
// nothing of it remains, whoever was killed.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Json, JsonObject } from "@ironweave/jq";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createActions } from "../create-actions.ts";
import { createHttpClient } from "../http/http-client.ts";
import { testContext } from "../testing/action-context.ts";
import { caught } from "../testing/caught.ts";
import { importImage, missingForImages, startTestEngine } from "../testing/container-engine.ts";
import type { TestEngine } from "../testing/container-engine.ts";
import { startImageRegistry } from "../testing/image-registry.ts";
import type { ContainerOptions } from "./container-options.ts";
import { sweepContainers } from "./sweep-containers.ts";

const started = missingForImages() ?? (await startTestEngine());
if (typeof started === "string") console.warn(`SKIPPED: containers are not tested: ${started}`);
const client = createHttpClient();
const BUSYBOX = "ironweave-test/busybox";
const TOOLS = "ironweave-test/tools";
const images = { javascript: TOOLS, python: TOOLS, shell: BUSYBOX };

describe.skipIf(typeof started === "string")("in a real engine", () => {
  const engine = started as TestEngine;
  const options: ContainerOptions = { images, ...(engine.host === undefined ? {} : { engineHost: engine.host }) };
  let folder = "";

  beforeAll(() => {
    importImage(engine, BUSYBOX);
    importImage(engine, TOOLS, { node: true, python: true });
    folder = mkdtempSync(join(tmpdir(), "iw-volumes-"));
  });

  afterEach(async () => {
    // Whatever a test did, no container of ours remains, or only as long as the engine needs.
    await until(() => remaining().length === 0);
    expect(remaining()).toEqual([]);
  });

  afterAll(async () => {
    await client.close();
    rmSync(folder, { recursive: true, force: true });
    await engine.stop();
  });

  function remaining(): readonly string[] {
    const listed = engine.docker("ps", "--all", "--filter=label=ironweave=1", "--format={{.Names}}").trim();
    return listed === "" ? [] : listed.split("\n");
  }

  function run(name: string, args: JsonObject, more: ContainerOptions = {}, signal?: AbortSignal): Promise<Json> {
    const action = createActions({ containers: { ...options, ...more } }).get(name);
    if (action === undefined) throw new Error(`no action ${name}`);
    return action.run(args, testContext(client, signal === undefined ? {} : { signal }));
  }

  const container = (args: JsonObject, more?: ContainerOptions, signal?: AbortSignal): Promise<Json> =>
    run("container", { image: BUSYBOX, ...args }, more, signal);

  async function until(isTrue: () => boolean): Promise<void> {
    for (let tries = 0; tries < 100 && !isTrue(); tries++) await delay(100);
  }

  describe("what a program gets and gives", () => {
    test.each<[string, string, JsonObject, Json]>([
      ["a command of plain words", "container", { command: "echo hello", arguments: ["a b"] }, "hello a b\n"],
      ["standard input", "container", { command: "cat", stdin: "read me" }, "read me"],
      ["no standard input", "container", { command: "cat" }, ""],
      ["an environment", "container", { command: 'echo "$A $B"', environment: { A: "1", B: "x y" } }, "1 x y\n"],
      [
        "the example of the reference",
        "container",
        {
          command: 'input=$(cat)\necho "STDIN was: $input"\necho "ARGS are $1 $2"\n',
          stdin: "hi",
          arguments: ["Foo", "Bar"],
        },
        "STDIN was: hi\nARGS are Foo Bar\n",
      ],
      ["its error output", "container", { command: "echo no >&2", return: "stderr" }, "no\n"],
      ["its exit code", "container", { command: "exit 7", return: "code" }, 7],
      [
        "all of it",
        "container",
        { command: "echo out; echo err >&2; exit 3", return: "all" },
        { code: 3, stdout: "out\n", stderr: "err\n" },
      ],
      ["nothing", "container", { command: "echo out", return: "none" }, null],
      ["a shell line", "shell", { command: "echo $((1 + 2))" }, "3\n"],
      ["arguments of a shell line, unread", "shell", { command: 'echo "$2"', arguments: ["a", "$(id)"] }, "$(id)\n"],
      ["arguments at the end of a shell line", "shell", { command: "echo", arguments: ["a", "b c"] }, "a b c\n"],
      [
        "JavaScript with arguments, as in the reference",
        "script",
        {
          language: "javascript",
          code: "const [_, __, a, b] = process.argv; console.log(a, b)",
          arguments: ["hello", "world"],
        },
        "hello world\n",
      ],
      [
        "JavaScript with standard input and environment",
        "script",
        {
          language: "js",
          code: 'process.stdin.on("data", (d) => process.stdout.write(process.env.P + d))',
          stdin: "in",
          environment: { P: ">" },
        },
        ">in",
      ],
      [
        "JavaScript with arguments by name",
        "script",
        { language: "js", code: "console.log(a + b)", arguments: { a: 1, b: 2 } },
        "3\n",
      ],
      [
        "JavaScript with imports",
        "script",
        { language: "js", code: 'import { sep } from "node:path"; console.log(sep)' },
        "/\n",
      ],
      [
        "Python",
        "script",
        {
          language: "python",
          code: "import sys, json, os\nprint(sys.argv[1:], json.loads(sys.stdin.read()), os.environ['E'])",
          arguments: ["x"],
          stdin: "[1]",
          environment: { E: "e" },
        },
        "['x'] [1] e\n",
      ],
    ])("%s", async (_, name, args, expected) => {
      const image: JsonObject = name === "container" ? { image: BUSYBOX } : {};
      expect(await run(name, { ...image, ...args })).toEqual(expected);
    });

    test.each<[string, string, JsonObject, string]>([
      ["of a container", "container", { image: BUSYBOX, command: "echo why >&2; exit 4" }, "process_failed"],
      ["of a script", "script", { language: "js", code: "process.exit(2)" }, "process_failed"],
      ["of a Python script", "script", { language: "python", code: "raise ValueError('x')" }, "process_failed"],
      ["of a shell command", "shell", { command: "false" }, "process_failed"],
      ["of what is not there", "container", { image: BUSYBOX, command: "nosuchprogram" }, "process_failed"],
    ])("a code other than 0 is a fault: %s", async (_, name, args, title) => {
      expect(await caught(run(name, args))).toEqual({ kind: "runtime", title });
    });
  });

  describe("what a program cannot do", () => {
    test.each([
      ["have a network", "ls /sys/class/net", "lo\n"],
      ["be root", "id -u", "65534\n"],
      ["write to its disk", "touch /x 2>/dev/null && echo wrote || echo refused", "refused\n"],
      ["have capabilities", "grep CapEff /proc/self/status", "CapEff:\t0000000000000000\n"],
      ["gain privileges", "grep NoNewPrivs /proc/self/status", "NoNewPrivs:\t1\n"],
      ["see the worker's environment", "env | grep -c -v -E '^(HOME|HOSTNAME|PATH|PWD|SHLVL|OLDPWD)='", "0\n"],
    ])("%s", async (_, command, expected) => {
      expect(await container({ command: `${command} || true` })).toBe(expected);
    });

    test("take more memory than it may", async () => {
      const code = "const kept = []; for (;;) kept.push(Buffer.alloc(8 << 20, 1))";
      expect(await run("script", { language: "js", code, return: "code" }, { memory: "96m" })).toBe(137);
    });

    test("start more processes than it may", async () => {
      const command = "for i in $(seq 30); do sleep 5 & done 2>&1 | grep -c fork; true";
      expect(Number(await container({ command }, { processes: 8 }))).toBeGreaterThan(0);
    });

    test("write without end", async () => {
      const begun = Date.now();
      expect(await caught(container({ command: "yes" }))).toEqual({ kind: "runtime", title: "output_too_large" });
      expect(Date.now() - begun).toBeLessThan(15_000);
    });
  });

  describe("it ends", () => {
    test("at the deadline, though it ignores being asked", async () => {
      const command = "trap '' TERM; while true; do sleep 1; done";
      const ended = caught(container({ command }, {}, AbortSignal.timeout(1500)));
      expect(await ended).toEqual({ kind: "timeout", title: "timeout" });
    });

    test("when it is cancelled", async () => {
      const cancel = new AbortController();
      const ended = container({ command: "sleep 600" }, {}, cancel.signal).catch((error: unknown) => error);
      await until(() => remaining().length === 1);
      cancel.abort(new Error("cancelled"));
      expect(await ended).toEqual(new Error("cancelled"));
    });

    test("when its worker was killed, by the next sweep, and not before", async () => {
      const env = { ...process.env, ...(engine.host === undefined ? {} : { DOCKER_HOST: engine.host }) };
      const script = join(import.meta.dirname, "../testing/orphan-worker.ts");
      const worker = spawn(process.execPath, [script, BUSYBOX], { env, stdio: "ignore" });
      await until(() => remaining().length === 1);
      expect(await sweepContainers(options)).toBe(0);
      worker.kill("SIGKILL");
      await new Promise((resolve) => worker.once("exit", resolve));
      expect({ left: remaining().length, swept: await sweepContainers(options) }).toEqual({ left: 1, swept: 1 });
    });

    test("when its time is over, where nobody waits for it", async () => {
      expect(await container({ command: "sleep 600", await: false })).toBe(null);
      expect(await sweepContainers(options)).toBe(0);
      expect(remaining()).toHaveLength(1);
      expect(await sweepContainers(options, Date.now() + 3_600_000)).toBe(1);
    });

    test.each(["always", "never", "eventually"])("and leaves nothing with `lifetime: %s`", async (cleanup) => {
      expect(await container({ command: "true", lifetime: { cleanup, after: "PT1H" } })).toBe("");
    });
  });

  describe("images", () => {
    test.each(["never", "ifNotPresent", "always"])("one that is nowhere, with pullPolicy %s", async (pullPolicy) => {
      const image = "127.0.0.1:9/ironweave/none:1";
      expect(await caught(container({ image, pullPolicy }))).toEqual({
        kind: "configuration",
        title: "container_start_failed",
      });
    });

    test("one of a registry is asked for once, each time, or not at all", async () => {
      const registry = await startImageRegistry(engine, BUSYBOX);
      const { image } = registry;
      const lookups = async (pullPolicy: string): Promise<number> => {
        const before = registry.lookups();
        expect(await container({ image, command: "echo here", pullPolicy })).toBe("here\n");
        return registry.lookups() - before;
      };
      try {
        const wanted = ["ifNotPresent", "ifNotPresent", "always", "always", "never"];
        const asked: number[] = [];
        for (const policy of wanted) asked.push(await lookups(policy));
        expect(asked).toEqual([1, 0, 1, 1, 0]);
      } finally {
        registry.close();
      }
    });
  });

  describe("what the operator permits of the machine", () => {
    beforeAll(() => {
      for (const name of ["in", "out", "secret"]) mkdirSync(join(folder, name), { mode: 0o777 });
      writeFileSync(join(folder, "in/file"), "content");
      symlinkSync(join(folder, "secret"), join(folder, "in/link"));
    });

    test("a folder, read-only unless it says otherwise", async () => {
      const volumes = { [join(folder, "in")]: "/data" };
      const command = "cat /data/file; touch /data/new 2>/dev/null || echo ' read-only'";
      expect(await container({ command, volumes }, { volumes: [folder] })).toBe("content read-only\n");
    });

    test("a folder to write to", async () => {
      engine.docker("run", "--rm", "--network=none", "-v", `${folder}/out:/out`, BUSYBOX, "chmod", "777", "/out");
      const volumes = { [join(folder, "out")]: "/out" };
      await container({ command: "echo made > /out/file", volumes }, { volumes: [`${folder}/out:rw`] });
      expect(readFileSync(join(folder, "out/file"), "utf8")).toBe("made\n");
    });

    test.each<[string, (root: string) => string]>([
      ["another folder", (root) => join(root, "secret")],
      ["a link that leads out", (root) => join(root, "in/link")],
      ["a way up", (root) => join(root, "in") + "/../secret"],
      ["the whole machine", () => "/"],
      ["a volume by name", () => "data"],
    ])("and nothing else: %s", async (_, source) => {
      const failure = await caught(
        container({ volumes: { [source(folder)]: "/x" } }, { volumes: [join(folder, "in")] }),
      );
      expect(failure).toEqual({ kind: "configuration", title: "container_field_refused" });
    });

    test("a port on the loopback address, in a network of the operator's", async () => {
      engine.docker("network", "create", "iw-test");
      try {
        const cancel = new AbortController();
        const more = { network: "iw-test", ports: { from: 42_000, to: 62_000 } };
        const port = 42_000 + Math.floor(Math.random() * 20_000);
        const args = { command: "while true; do echo served | nc -l -p 80; done", ports: { [String(port)]: 80 } };
        const ended = container(args, more, cancel.signal).catch(() => "cancelled");
        let read = "";
        for (let tries = 0; tries < 50 && read === ""; tries++) {
          await delay(100);
          read = await readFrom(port);
        }
        cancel.abort(new Error("enough"));
        await ended;
        expect(read).toBe("served\n");
      } finally {
        engine.docker("network", "rm", "iw-test");
      }
    });
  });
});

function readFrom(port: number): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    const socket = createConnection(port, "127.0.0.1");
    socket.setTimeout(500, () => socket.destroy());
    socket.on("data", (chunk) => (text += chunk.toString("utf8")));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(text));
  });
}
