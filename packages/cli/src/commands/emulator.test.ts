import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { BIN } from "../../test/run-bin.ts";

test.each(["metal", "servicenow"])("ironweave emulator %s answers until it is stopped", async (name) => {
  const child = spawn(process.execPath, [BIN, "emulator", name, "--token", "t-123"], {
    stdio: ["ignore", "pipe", "inherit"],
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
