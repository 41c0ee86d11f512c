// Brings up what the journeys run on. Its return value takes everything down again.
// With IRONWEAVE_E2E_URL a running installation is used as it is; IRONWEAVE_E2E_STATE names its state folder, which holds the
// login, or IRONWEAVE_E2E_EMAIL and IRONWEAVE_E2E_PASSWORD give it.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProgress } from "../../../scripts/stack/progress.ts";
import { stateFolders } from "../../../scripts/stack/project.ts";
import { acquireInstance } from "../../../scripts/stack/single-instance.ts";
import { createStack } from "../../../scripts/stack/start-stack.ts";
import { setTarget } from "./target.ts";

export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env["IRONWEAVE_E2E_URL"];
  if (given !== undefined && given !== "") {
    useRunning(given);
    return undefined;
  }
  const root = mkdtempSync(join(tmpdir(), "ironweave-e2e-"));
  const folders = stateFolders(root);
  const instance = await acquireInstance(folders.root);
  const stack = createStack({ folders, progress: createProgress(), instance, port: 0 });
  const stop = async () => {
    await stack.stop();
    instance.release();
    rmSync(root, { recursive: true, force: true });
  };
  try {
    const { url, ownerEmail, ownerPassword } = await stack.start();
    setTarget({ url, email: ownerEmail, password: ownerPassword, state: root });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function useRunning(url: string): void {
  const state = process.env["IRONWEAVE_E2E_STATE"];
  if (state === undefined || state === "") {
    const email = process.env["IRONWEAVE_E2E_EMAIL"] ?? "";
    return setTarget({ url, email, password: process.env["IRONWEAVE_E2E_PASSWORD"] ?? "" });
  }
  const file = readFileSync(join(state, "credentials.json"), "utf8");
  const { ownerEmail, ownerPassword } = JSON.parse(file) as { ownerEmail: string; ownerPassword: string };
  setTarget({ url, email: ownerEmail, password: ownerPassword, state });
}
