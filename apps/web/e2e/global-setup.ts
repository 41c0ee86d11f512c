// Brings up what the journeys run on and signs in once. Its return value takes everything down again.
// With IRONWEAVE_E2E_URL (and IRONWEAVE_E2E_EMAIL, IRONWEAVE_E2E_PASSWORD) a running installation is used as it is.

import { mkdtempSync, rmSync } from "node:fs";
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
    setTarget({
      url: given,
      email: process.env["IRONWEAVE_E2E_EMAIL"] ?? "",
      password: process.env["IRONWEAVE_E2E_PASSWORD"] ?? "",
    });
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
    setTarget({ url, email: ownerEmail, password: ownerPassword });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
