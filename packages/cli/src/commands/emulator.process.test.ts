import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { BIN } from "../../test/run-bin.ts";

test.each([
  ["metal", ["--token", "t-123"], {}],
  ["servicenow", [], { IRONWEAVE_EMULATOR_TOKEN: "t-123" }],
])("ironweave emulator %s answers until it is stopped, with the token of %j %j", async (name, args, variables) => {
  const child = spawn(process.execPath, [BIN, "emulator", name, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...variables },
  });
  try {
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const url = /at (http:\S+)/u.exec(line.toString())?.[1];
    expect(url).toBeDefined();
    const path = name === "metal" ? "/metal/v1/projects" : "/api/now/table/incident";
    const ask = (token: string) =>
      fetch(`${url}${path}`, { headers: { "x-auth-token": token, authorization: `Bearer ${token}` } });
    expect((await ask("wrong")).status).toBe(401);
    expect((await ask("t-123")).status).toBe(200);
    child.kill("SIGTERM");
    const [code] = (await once(child, "exit")) as [number | null];
    expect(code).toBe(0);
  } finally {
    child.kill("SIGKILL");
  }
});
